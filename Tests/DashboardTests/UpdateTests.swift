// Tests of the dashboard.
