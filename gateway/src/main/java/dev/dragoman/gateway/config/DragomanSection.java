package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.media.MediaLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads {@code dragoman_settings}. */
final class DragomanSection {

    private static final String KEY = "dragoman_settings";

    private final SectionReader reader;
    private final Mapping mapping;
    private final SectionValues values;
    private final SectionValues tls;
    private final SectionValues upstream;
    private final SectionValues media;

    private DragomanSection(SectionReader reader, Mapping mapping) {
        this.reader = reader;
        this.mapping = mapping;
        this.values = reader.closed(KEY, KEY, mapping);
        this.tls = reader.closed(KEY + ".tls", KEY + ".tls", SectionReader.mapping(mapping, "tls"));
        this.upstream = reader.closed(KEY + ".upstream", KEY + ".upstream", SectionReader.mapping(mapping, "upstream"));
        this.media = reader.closed(KEY + ".media", KEY + ".media", SectionReader.mapping(mapping, "media"));
    }

    static DragomanSection read(SectionReader reader, Mapping mapping) {
        return new DragomanSection(reader, mapping);
    }

    /** All of its values. */
    SectionValues values() {
        return values;
    }

    /** The longest whole answer of a vendor; null when it is not set here. */
    @Nullable
    Integer maxResponseBytes() {
        return upstream.mebibytes("max_response_mb");
    }

    /** A price map of the operator's own; null when there is none. */
    @Nullable
    Path priceFile() {
        new NamedFiles(reader.problems())
                .check(KEY, mapping, "price_file", values.path("price_file"), "a file that can be read");
        return values.path("price_file");
    }

    int loggedTextLength() {
        return values.whole("logged_text_length", SpendSettings.DEFAULTS.texts().longest());
    }

    Duration priceReload() {
        return values.span("price_reload", Duration.ZERO);
    }

    DragomanSettings settings(SectionValues litellm, SectionValues general) {
        DragomanSettings defaults = DragomanSettings.DEFAULTS;
        checkTls();
        return new DragomanSettings(
                values.text("host"),
                values.count("port"),
                values.path("data_dir"),
                Transport.valueOf(upper("transport", defaults.transport())),
                Scheduler.valueOf(upper("scheduler", defaults.scheduler())),
                values.whole("event_loops", defaults.eventLoops()),
                values.span("drain_timeout", defaults.drainTimeout()),
                values.span("header_timeout", defaults.headerTimeout()),
                values.span("body_timeout", defaults.bodyTimeout()),
                values.span("idle_timeout", defaults.idleTimeout()),
                values.span("stream_idle_timeout", defaults.streamIdleTimeout()),
                values.whole("max_concurrent_requests", defaults.maxConcurrentRequests()),
                values.whole("max_header_kb", defaults.maxHeaderBytes() >> 10) << 10,
                values.truth("http2", defaults.http2()),
                tls.path("certificate"),
                tls.path("key"),
                tls.span("reload_seconds", defaults.tlsReload()),
                upstream(litellm),
                media(litellm, general),
                percent("hedge_max_percent", defaults.hedgePercent()));
    }

    private double percent(String key, double fallback) {
        Double percent = values.number(key);
        return percent == null ? fallback : percent;
    }

    private String upper(String key, Enum<?> fallback) {
        String word = values.text(key);
        return word == null ? fallback.name() : word.toUpperCase(Locale.ROOT);
    }

    private void checkTls() {
        boolean certificate = tls.path("certificate") != null;
        if (certificate != (tls.path("key") != null)) {
            String missing = KEY + ".tls." + (certificate ? "key" : "certificate");
            reader.problems().error(mapping.location(), missing, "nothing", "both certificate and key, PEM files");
        } else if (certificate) {
            NamedFiles files = new NamedFiles(reader.problems());
            Mapping written = SectionReader.mapping(mapping, "tls");
            files.check(KEY + ".tls", written, "certificate", tls.path("certificate"));
            files.check(KEY + ".tls", written, "key", tls.path("key"));
        }
    }

    private VendorConnections upstream(SectionValues litellm) {
        VendorConnections defaults = VendorConnections.DEFAULTS;
        Object verify = litellm.known().get("ssl_verify");
        return new VendorConnections(
                upstream.whole("max_connections_per_host", defaults.maxPerHost()),
                upstream.span("connect_timeout", defaults.connectTimeout()),
                upstream.span("idle_connection_timeout", defaults.idleTimeout()),
                !Boolean.FALSE.equals(verify),
                verify instanceof Path authorities ? authorities : defaults.trust());
    }

    // LiteLLM documents these keys in litellm_settings, and reads them in general_settings too.
    private MediaSettings media(SectionValues litellm, SectionValues general) {
        MediaSettings defaults = MediaSettings.DEFAULTS;
        boolean validated = litellm.truth("user_url_validation", defaults.validated())
                && general.truth("user_url_validation", defaults.validated());
        List<String> hosts = new ArrayList<>(litellm.texts("user_url_allowed_hosts"));
        hosts.addAll(general.texts("user_url_allowed_hosts"));
        return new MediaSettings(media.truth("fetch", defaults.fetch()), validated, hosts, mediaLimits());
    }

    private MediaLimits mediaLimits() {
        MediaLimits defaults = MediaLimits.DEFAULTS;
        Integer file = media.mebibytes("max_file_mb");
        Integer total = media.mebibytes("max_total_mb");
        return new MediaLimits(
                file == null ? defaults.maxItemBytes() : file,
                total == null ? defaults.maxTotalBytes() : total,
                media.whole("max_files", defaults.maxItems()),
                media.span("timeout", defaults.timeout()));
    }
}
