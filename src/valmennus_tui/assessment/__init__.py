"""Assessing a service against the quality criteria: gathering the workbooks, the evidence, its views."""
