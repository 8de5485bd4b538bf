"""The database behind the store: its tables, its connections, how values lie in it, its earlier versions."""
