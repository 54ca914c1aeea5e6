"""The built output → a host: uploaded in an order in which no reader sees a broken site."""
