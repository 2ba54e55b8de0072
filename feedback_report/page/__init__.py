"""The paper as one web page: the parts that ``feedback_report.finish_html`` puts together."""
