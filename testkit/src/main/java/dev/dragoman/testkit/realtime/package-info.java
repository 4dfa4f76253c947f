/** OpenAI's Realtime API over WebSocket, also as Azure and xAI have it: strict about handshakes, frames and events. */
@NullMarked
package dev.dragoman.testkit.realtime;

import org.jspecify.annotations.NullMarked;
