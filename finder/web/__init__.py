"""What every page needs: languages, addresses, security headers, a request's catalogue."""
