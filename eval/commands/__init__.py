"""The commands of `wendang eval`, by what they are for."""
