package dev.dragoman.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the sections of a file into settings. */
final class SettingsReader {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MEBIBYTE = 1 << 20;

    private final Section root;
    private final Problems problems;
    private final UnknownKeys unknown;

    SettingsReader(ConfigNode.Mapping root, Problems problems) {
        this.root = new Section("", root, problems);
        this.problems = problems;
        this.unknown = new UnknownKeys(problems);
    }

    Settings read() {
        unknown.check(root, KnownKeys.TOP);
        List<ModelEntry> models = new ModelReader(problems, credentials()).read(root);
        return new Settings(models, general(), litellm(), router(), dragoman());
    }

    private Map<String, Section> credentials() {
        Map<String, Section> credentials = new HashMap<>();
        root.each("credential_list", credential -> {
            String name = credential.text("credential_name");
            if (name == null) {
                credential.missing("credential_name", "a name");
            } else if (credentials.put(name, credential.section("credential_values")) != null) {
                credential.wrong("credential_name", "a name that is not taken");
            }
        });
        return credentials;
    }

    private GeneralSettings general() {
        Section section = checked("general_settings");
        GeneralSettings defaults = GeneralSettings.DEFAULTS;
        String masterKey = section.text("master_key");
        if (masterKey != null && !masterKey.startsWith("sk-")) {
            section.wrong("master_key", "a key that starts with sk-");
        }
        return new GeneralSettings(
                masterKey,
                section.text("litellm_key_header_name"),
                section.text("completion_model"),
                mebibytes(section, "max_request_size_mb", defaults.maxRequestBytes()),
                mebibytes(section, "max_response_size_mb", defaults.maxResponseBytes()),
                truth(section, "forward_client_headers_to_llm_api", false),
                truth(section, "always_include_stream_usage", false),
                truth(section, "health_check_details", true));
    }

    private LitellmSettings litellm() {
        Section section = checked("litellm_settings");
        Duration timeout = section.duration("request_timeout", LONGEST);
        return new LitellmSettings(
                truth(section, "drop_params", false),
                timeout == null || timeout.isZero() ? LitellmSettings.DEFAULTS.requestTimeout() : timeout,
                retries(section),
                truth(section, "require_auth_for_metrics_endpoint", false));
    }

    private RouterSettings router() {
        Section section = checked("router_settings");
        return new RouterSettings(
                retries(section),
                positive(section.duration("timeout", LONGEST)),
                positive(section.duration("stream_timeout", LONGEST)),
                aliases(section));
    }

    private static Map<String, RouterSettings.Alias> aliases(Section router) {
        Map<String, RouterSettings.Alias> aliases = new LinkedHashMap<>();
        Section section = router.section("model_group_alias");
        section.members().forEach((name, node) -> {
            if (node instanceof ConfigNode.Scalar scalar) {
                aliases.put(name, new RouterSettings.Alias(scalar.value().toString(), false));
                return;
            }
            Section alias = section.section(name);
            String model = alias.text("model");
            if (model == null) {
                section.wrong(name, "the name of a model, or {model: name, hidden: true}");
            } else {
                aliases.put(name, new RouterSettings.Alias(model, truth(alias, "hidden", false)));
            }
        });
        return aliases;
    }

    private DragomanSettings dragoman() {
        Section section = checked("dragoman_settings");
        Section tls = section.section("tls");
        DragomanSettings defaults = DragomanSettings.DEFAULTS;
        Long port = section.whole("port", 0, 65_535);
        Path certificate = path(tls, "certificate");
        Path key = path(tls, "key");
        if ((certificate == null) != (key == null)) {
            tls.missing(certificate == null ? "certificate" : "key", "both certificate and key, PEM files");
        }
        return new DragomanSettings(
                section.text("host"),
                port == null ? null : port.intValue(),
                path(section, "data_dir"),
                or(section.choice("transport", DragomanSettings.Transport.class), defaults.transport()),
                or(section.choice("scheduler", DragomanSettings.Scheduler.class), defaults.scheduler()),
                whole(section, "event_loops", 0, 1024, 0),
                or(section.duration("drain_timeout", LONGEST), defaults.drainTimeout()),
                or(section.duration("header_timeout", LONGEST), defaults.headerTimeout()),
                or(section.duration("body_timeout", LONGEST), defaults.bodyTimeout()),
                or(section.duration("idle_timeout", LONGEST), defaults.idleTimeout()),
                or(section.duration("stream_idle_timeout", LONGEST), defaults.streamIdleTimeout()),
                whole(section, "max_concurrent_requests", 1, 1_000_000, defaults.maxConcurrentRequests()),
                whole(section, "max_header_kb", 1, 1024, defaults.maxHeaderBytes() >> 10) << 10,
                truth(section, "http2", true),
                certificate,
                key);
    }

    private Section checked(String name) {
        Section section = root.section(name);
        unknown.check(section, Objects.requireNonNull(KnownKeys.SECTIONS.get(name)));
        return section;
    }

    private static @Nullable Integer retries(Section section) {
        Long retries = section.whole("num_retries", 0, 20);
        return retries == null ? null : Integer.valueOf(retries.intValue());
    }

    private static int mebibytes(Section section, String key, int standard) {
        Double value = section.number(key, 0.001, 2047);
        return value == null ? standard : (int) (value * MEBIBYTE);
    }

    private static int whole(Section section, String key, int from, int to, int standard) {
        Long value = section.whole(key, from, to);
        return value == null ? standard : value.intValue();
    }

    private static boolean truth(Section section, String key, boolean standard) {
        Boolean value = section.truth(key);
        return value == null ? standard : value;
    }

    private static @Nullable Path path(Section section, String key) {
        String text = section.text(key);
        return text == null ? null : Path.of(text);
    }

    private static @Nullable Duration positive(@Nullable Duration duration) {
        return duration == null || duration.isZero() ? null : duration;
    }

    private static <T> T or(@Nullable T value, T standard) {
        return value == null ? standard : value;
    }
}
