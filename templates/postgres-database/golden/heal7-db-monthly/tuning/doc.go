// Package tuning holds the server's settings and the sums that they must meet.
package tuning
