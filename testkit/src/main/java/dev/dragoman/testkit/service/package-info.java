/** Vendors of vectors, rankings and images: small APIs, each with its own words, on one server. */
@NullMarked
package dev.dragoman.testkit.service;

import org.jspecify.annotations.NullMarked;
