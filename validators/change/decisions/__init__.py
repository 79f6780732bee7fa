"""Rules for changes of what decisions rest on: the steps themselves, people in office, their keys and addresses."""
