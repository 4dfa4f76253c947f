package dev.dragoman.bench.load;

import java.time.Duration;

/**
 * What the stream client should do.
 *
 * @param port where the subject listens on the loopback address
 * @param request the bytes of one whole HTTP request
 * @param connections how many streams to hold open at once
 * @param events how many numbered events each stream must have
 * @param ramp over what time to open the connections
 * @param repeatFor how long to start another stream on a connection whose stream ended; zero for one stream each
 * @param patience how long to wait for the end of everything after that
 */
public record StreamPlan(
        int port, byte[] request, int connections, int events, Duration ramp, Duration repeatFor, Duration patience) {}
