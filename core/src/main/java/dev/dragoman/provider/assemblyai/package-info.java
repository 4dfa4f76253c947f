/** AssemblyAI beside conversations. */
@NullMarked
package dev.dragoman.provider.assemblyai;

import org.jspecify.annotations.NullMarked;
