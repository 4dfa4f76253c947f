package dev.dragoman.gateway.config;

import dev.dragoman.gateway.web.EngineSettings;
import dev.dragoman.gateway.web.UpstreamSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * {@code dragoman_settings}: what only this gateway has, together with the settings of other sections that the HTTP
 * engine needs.
 *
 * @param engine the HTTP engine's server side
 * @param upstream the HTTP engine's client side
 * @param maxResponseBytes the largest answer of a provider
 * @param streamIdleTimeout the longest silence of a provider between two pieces of an answer; zero for no limit
 * @param dataDir where the gateway keeps its own files
 */
public record DragomanSettings(
        EngineSettings engine,
        UpstreamSettings upstream,
        int maxResponseBytes,
        Duration streamIdleTimeout,
        Path dataDir) {

    /** The engine's defaults, answers of up to 100 MiB, files in {@code .dragoman}. */
    public static final DragomanSettings DEFAULTS = new DragomanSettings(
            EngineSettings.DEFAULTS, UpstreamSettings.DEFAULTS, 100 << 20, Duration.ZERO, Path.of(".dragoman"));
}
