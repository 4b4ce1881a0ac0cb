"""What templates print: values computed from models, a fixed number of queries a page."""
