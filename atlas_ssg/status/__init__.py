"""Status: the measures of an atlas as one document with stable keys, and when its pages came."""
