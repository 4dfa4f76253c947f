package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.gateway.web.EngineSettings;
import dev.dragoman.gateway.web.EngineSettings.Limits;
import dev.dragoman.gateway.web.EngineSettings.Scheduler;
import dev.dragoman.gateway.web.EngineSettings.Tls;
import dev.dragoman.gateway.web.EngineSettings.Transport;
import dev.dragoman.gateway.web.UpstreamSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code dragoman_settings}. */
final class DragomanSection {

    private static final String KEY = "dragoman_settings";

    private final SectionReader reader;
    private final SectionValues values;
    private final SectionValues tls;
    private final SectionValues upstream;

    private DragomanSection(SectionReader reader, Mapping mapping) {
        this.reader = reader;
        this.values = reader.closed(KEY, KEY, mapping);
        this.tls = reader.closed(KEY + ".tls", KEY + ".tls", reader.mapping(mapping, KEY, "tls"));
        this.upstream = reader.closed(KEY + ".upstream", KEY + ".upstream", reader.mapping(mapping, KEY, "upstream"));
    }

    static DragomanSettings read(
            SectionReader reader, @Nullable Mapping mapping, GeneralSettings general, SectionValues litellm) {
        Mapping own = mapping == null ? Mapping.empty(Location.whole(KEY)) : mapping;
        DragomanSection section = new DragomanSection(reader, own);
        return new DragomanSettings(
                section.engine(general, own.location()),
                section.upstream(litellm),
                section.maxResponseBytes(general),
                section.values.span("stream_idle_timeout", DragomanSettings.DEFAULTS.streamIdleTimeout()),
                Path.of(section.values.text(
                        "data_dir", DragomanSettings.DEFAULTS.dataDir().toString())));
    }

    private EngineSettings engine(GeneralSettings general, Location at) {
        EngineSettings defaults = EngineSettings.DEFAULTS;
        return new EngineSettings(
                values.text("host", defaults.host()),
                values.whole("port", defaults.port()),
                Transport.valueOf(upper("transport", defaults.transport())),
                Scheduler.valueOf(upper("scheduler", defaults.scheduler())),
                values.whole("event_loops", defaults.eventLoops()),
                limits(general, defaults.limits()),
                tls(at),
                values.truth("http2", defaults.http2()),
                values.span("drain_timeout", defaults.drainTimeout()));
    }

    private String upper(String key, Enum<?> fallback) {
        return values.text(key, fallback.name()).toUpperCase(Locale.ROOT);
    }

    private Limits limits(GeneralSettings general, Limits defaults) {
        return new Limits(
                general.maxRequestBytes(),
                values.whole("max_header_kb", defaults.maxHeaderBytes() >> 10) << 10,
                values.span("header_timeout", defaults.headerTimeout()),
                values.span("body_timeout", defaults.bodyTimeout()),
                values.span("idle_timeout", defaults.idleTimeout()),
                values.whole("max_concurrent_requests", defaults.maxConcurrentRequests()));
    }

    private @Nullable Tls tls(Location at) {
        String certificate = tls.text("certificate");
        String key = tls.text("key");
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            String missing = certificate == null ? "certificate" : "key";
            reader.problems().error(at, KEY + ".tls." + missing, "nothing", "certificate and key, both PEM files");
            return null;
        }
        return new Tls(Path.of(certificate), Path.of(key), tls.span("reload_seconds", Duration.ofMinutes(1)));
    }

    private UpstreamSettings upstream(SectionValues litellm) {
        UpstreamSettings defaults = UpstreamSettings.DEFAULTS;
        Object verify = litellm.known().get("ssl_verify");
        return new UpstreamSettings(
                upstream.whole("max_connections_per_host", defaults.maxConnectionsPerOrigin()),
                upstream.span("connect_timeout", defaults.connectTimeout()),
                upstream.span("idle_connection_timeout", defaults.idleTimeout()),
                defaults.maxHeaderBytes(),
                !Boolean.FALSE.equals(verify),
                verify instanceof String authorities ? Path.of(authorities) : defaults.trust());
    }

    private int maxResponseBytes(GeneralSettings general) {
        Integer set = general.maxResponseBytes();
        BigDecimal megabytes = upstream.decimal("max_response_mb");
        if (set != null) {
            return set;
        }
        return megabytes == null
                ? DragomanSettings.DEFAULTS.maxResponseBytes()
                : megabytes.multiply(BigDecimal.valueOf(1 << 20)).intValue();
    }
}
