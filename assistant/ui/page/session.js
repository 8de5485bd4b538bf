// A session that has ended: back to the log-in page, instead of errors at every click.
const plainFetch = window.fetch.bind(window);
window.fetch = async (...request) => {
  const reply = await plainFetch(...request);
  const ours = new URL(reply.url || location.href).origin === location.origin;
  if (reply.status === 401 && ours) location.assign("/login");
  return reply;
};
