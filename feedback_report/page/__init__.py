"""The paper as one web page: the parts that ``feedback_report.page.finish`` puts together."""
