"""What `make docs` writes: JSON Schemas, and the tables of the documents that the code itself knows."""
