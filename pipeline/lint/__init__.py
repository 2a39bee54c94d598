"""Says what an audit's definition asks for in vain: what no record can be, nothing uses, or no edition will show."""
