/** What is said to a model and what it answers, independent of any wire format: values only. */
@NullMarked
package dev.dragoman.model;

import org.jspecify.annotations.NullMarked;
