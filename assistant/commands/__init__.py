"""The commands of `wendang`, one module per noun."""
