/** Google's Vertex AI: Gemini, Claude and partner models below one project and location, by Google Cloud credentials. */
@NullMarked
package dev.dragoman.provider.vertex;

import org.jspecify.annotations.NullMarked;
