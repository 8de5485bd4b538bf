"""The server behind the web chat: who may do what, how often, and what else can call the archive.

access.py        roles, passwords, sessions
limits.py        how often each user may ask
guard.py         the one door: host, origin, log-in, size, rate; everything else is behind it
owners.py        whose conversation an event stream carries
headers.py       what every reply tells the browser
routes.py        which addresses exist, and whose requests count
login.py         the log-in page
calls.py         ask, search, read, list: what scripts call
completions.py   the archive as a model, in OpenAI's protocol
mcp.py           the archive as tools, in the Model Context Protocol
application.py   all of it as one ASGI application
running.py       the application on a port
desk.py          what an editor does: bring in pages, look at what they would become, remove, rebuild
staging.py       uploaded files on their way into the archive
preview.py       what a file would become
jobs.py          a task of the writing process, as the server follows it
writer.py        the writing process beside the server
"""
