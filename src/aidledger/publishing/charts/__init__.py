"""Charts as Vega-Lite specifications made from typed answers, and their drawing as SVG."""
