/**
 * The contract of a place where models live: address, credentials and quirks around a dialect, and services beside conversations,
 * which are asked and answer in OpenAI's form and take as many exchanges with the vendor as it needs.
 */
@NullMarked
package dev.dragoman.provider;

import org.jspecify.annotations.NullMarked;
