"""The office: Django rooms, each models · services (writes) · selectors (reads); one room a step of the flow."""
