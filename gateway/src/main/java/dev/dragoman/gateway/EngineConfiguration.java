package dev.dragoman.gateway;

import dev.dragoman.gateway.config.DragomanSettings;
import dev.dragoman.gateway.config.Settings;
import dev.dragoman.gateway.config.VendorConnections;
import dev.dragoman.gateway.web.EngineSettings;
import dev.dragoman.gateway.web.UpstreamSettings;

/** What the configuration says of the HTTP engine, in the engine's own records: neither room sees the other. */
final class EngineConfiguration {

    private EngineConfiguration() {}

    /** How vendors are reached. */
    static UpstreamSettings upstream(Settings settings) {
        VendorConnections vendors = settings.dragoman().upstream();
        return new UpstreamSettings(
                vendors.maxPerHost(),
                vendors.connectTimeout(),
                vendors.idleTimeout(),
                UpstreamSettings.DEFAULTS.maxHeaderBytes(),
                vendors.verifyTls(),
                vendors.trust());
    }

    /** How clients are served at an address. */
    static EngineSettings server(Settings settings, String host, int port) {
        DragomanSettings own = settings.dragoman();
        EngineSettings.Limits limits = new EngineSettings.Limits(
                settings.general().maxRequestBytes(),
                own.maxHeaderBytes(),
                own.headerTimeout(),
                own.bodyTimeout(),
                own.idleTimeout(),
                own.maxConcurrentRequests());
        EngineSettings.Tls tls = own.certificate() == null || own.key() == null
                ? null
                : new EngineSettings.Tls(own.certificate(), own.key(), own.tlsReload());
        return new EngineSettings(
                host,
                port,
                EngineSettings.Transport.valueOf(own.transport().name()),
                EngineSettings.Scheduler.valueOf(own.scheduler().name()),
                own.eventLoops(),
                limits,
                tls,
                own.http2(),
                own.drainTimeout());
    }
}
