/** Sessions of voice and text: OpenAI's Realtime API over WebSocket, relayed to vendors that have it. */
@NullMarked
package dev.dragoman.gateway.realtime;

import org.jspecify.annotations.NullMarked;
