"""The design system: GOV.UK Frontend's components in the site's own dress."""
