"""What the resources of all apps stand on: answers, parameters, paging, filtering, fields and the schema."""
