package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.gateway.config.GeneralSettings.BackgroundHealthChecks;
import dev.dragoman.gateway.config.RouterSettings.Alias;
import dev.dragoman.media.MediaLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    /** Keys whose default is not in the settings but decided where they are used. */
    private static final Set<String> ELSEWHERE = Set.of("host", "port", "data_dir", "num_retries");

    @TempDir
    private Path folder;

    private Settings settings(String content) {
        return Configs.in(folder).settings(content);
    }

    @Test
    void nothingSetMeansTheDefaults() {
        Settings settings = settings("model_list: []\n");

        assertThat(settings)
                .isEqualTo(new Settings(
                        List.of(),
                        GeneralSettings.DEFAULTS,
                        LitellmSettings.DEFAULTS,
                        RouterSettings.DEFAULTS,
                        DragomanSettings.DEFAULTS,
                        PriceSettings.DEFAULTS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "general_settings",
                "litellm_settings",
                "router_settings",
                "dragoman_settings",
                "dragoman_settings.tls",
                "dragoman_settings.upstream",
                "dragoman_settings.media"
            })
    void theDocumentedDefaultsAreTheDefaults(String section) {
        String keys = KeyTable.load().section(section).keys().stream()
                .filter(spec -> !spec.fallback().isEmpty() && !ELSEWHERE.contains(spec.name()))
                .map(spec -> spec.name() + ": " + spec.fallback())
                .collect(Collectors.joining(", ", "{", "}"));
        String nested = section.replace(".", ": {") + ": " + keys + (section.contains(".") ? "}" : "");

        Settings settings = settings(nested + "\n");

        assertThat(settings).isEqualTo(settings("model_list: []\n"));
    }

    @Test
    void everyGeneralSettingIsRead() {
        Settings settings = settings("""
                general_settings:
                  master_key: sk-master
                  database_url: postgresql://localhost/db
                  litellm_key_header_name: x-key
                  completion_model: chat
                  max_request_size_mb: 1
                  max_response_size_mb: 0.5
                  allow_client_side_credentials: true
                  forward_client_headers_to_llm_api: true
                  always_include_stream_usage: true
                  health_check_details: false
                  background_health_checks: true
                  health_check_interval: 60
                  health_check_concurrency: 4
                """);

        assertThat(settings.general())
                .isEqualTo(new GeneralSettings(
                        "sk-master",
                        "postgresql://localhost/db",
                        10,
                        "x-key",
                        "chat",
                        1 << 20,
                        1 << 19,
                        true,
                        true,
                        true,
                        false,
                        new BackgroundHealthChecks(
                                true, Duration.ofMinutes(1), 4, List.of(), false, HealthTurns.DEFAULTS)));
    }

    @Test
    void everyLitellmSettingIsRead() {
        Settings settings = settings("""
                litellm_settings:
                  drop_params: true
                  request_timeout: 600
                  num_retries: 5
                  require_auth_for_metrics_endpoint: true
                """);

        assertThat(settings.litellm()).isEqualTo(new LitellmSettings(true, Duration.ofMinutes(10), 5, true));
    }

    @Test
    void everyRouterSettingIsRead() {
        Settings settings = settings("""
                router_settings:
                  routing_strategy: least-busy
                  num_retries: 1
                  retry_after: 2
                  timeout: 30s
                  stream_timeout: 500ms
                  model_group_alias: {gpt-4: chat, gpt-5: {model: chat, hidden: true}, gpt-6: {model: chat}}
                """);

        assertThat(settings.router())
                .isEqualTo(new RouterSettings(
                        RoutingStrategy.LEAST_BUSY,
                        1,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(500),
                        Map.of(
                                "gpt-4", new Alias("chat", false),
                                "gpt-5", new Alias("chat", true),
                                "gpt-6", new Alias("chat", false)),
                        Choosing.DEFAULTS,
                        RouteChecks.NONE,
                        null,
                        Resilience.DEFAULTS));
        assertThat(settings.router().aliases().keySet()).containsExactly("gpt-4", "gpt-5", "gpt-6");
    }

    @Test
    void everyDragomanSettingIsRead() {
        Configs configs =
                Configs.in(folder).file("cert.pem", "").file("key.pem", "").file("authorities.pem", "");
        Settings settings = configs.settings("""
                litellm_settings: {ssl_verify: FOLDER/authorities.pem}
                dragoman_settings:
                  host: 127.0.0.1
                  port: 0
                  data_dir: /data
                  transport: nio
                  scheduler: event_loop
                  event_loops: 3
                  drain_timeout: 1
                  header_timeout: 2
                  body_timeout: 3
                  idle_timeout: 4
                  stream_idle_timeout: 5
                  max_concurrent_requests: 6
                  max_header_kb: 7
                  http2: false
                  tls: {certificate: FOLDER/cert.pem, key: FOLDER/key.pem, reload_seconds: 8}
                  upstream:
                    connect_timeout: 9
                    idle_connection_timeout: 10
                    max_connections_per_host: 11
                    max_response_mb: 12
                  media: {fetch: false, max_file_mb: 13, max_total_mb: 14, max_files: 15, timeout: 16}
                """.replace("FOLDER", folder.toString()));

        assertThat(settings.dragoman())
                .isEqualTo(new DragomanSettings(
                        "127.0.0.1",
                        0,
                        Path.of("/data"),
                        Transport.NIO,
                        Scheduler.EVENT_LOOP,
                        3,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        6,
                        7 << 10,
                        false,
                        folder.resolve("cert.pem"),
                        folder.resolve("key.pem"),
                        Duration.ofSeconds(8),
                        new VendorConnections(
                                11,
                                Duration.ofSeconds(9),
                                Duration.ofSeconds(10),
                                true,
                                folder.resolve("authorities.pem")),
                        new MediaSettings(
                                false,
                                true,
                                List.of(),
                                new MediaLimits(13 << 20, 14 << 20, 15, Duration.ofSeconds(16))),
                        10));
        assertThat(settings.general().maxResponseBytes()).isEqualTo(12 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"litellm_settings", "general_settings"})
    void bothOfLitellmsSectionsSetTheGuardOfMedia(String section) {
        Settings settings =
                settings(section + ": {user_url_validation: false, user_url_allowed_hosts: [a.test, b.test]}");

        assertThat(settings.dragoman().media())
                .isEqualTo(new MediaSettings(true, false, List.of("a.test", "b.test"), MediaLimits.DEFAULTS));
    }

    @Test
    void litellmsResponseLimitWinsOverOurs() {
        Settings settings = settings("""
                general_settings: {max_response_size_mb: 1}
                dragoman_settings: {upstream: {max_response_mb: 2}}
                """);

        assertThat(settings.general().maxResponseBytes()).isEqualTo(1 << 20);
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,true", "'\"False\"',false", "no,false"})
    void certificatesAreCheckedUnlessTurnedOff(String written, boolean checked) {
        Settings settings = settings("litellm_settings: {ssl_verify: " + written + "}\n");

        assertThat(settings.dragoman().upstream().verifyTls()).isEqualTo(checked);
        assertThat(settings.dragoman().upstream().trust()).isNull();
    }

    @Test
    void routerKeysInLitellmSettingsCountUnlessTheRouterHasItsOwn() {
        Configs configs = Configs.in(folder);

        Settings settings = configs.settings("""
                litellm_settings: {timeout: 7, stream_timeout: 8}
                router_settings: {stream_timeout: 9}
                """);

        assertThat(settings.router().timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(settings.router().streamTimeout()).isEqualTo(Duration.ofSeconds(9));
        assertThat(configs.told(configs.read())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "~", "\"0\""})
    void zeroOrNothingIsNoTimeout(String none) {
        Settings settings = settings("""
                litellm_settings: {request_timeout: %s}
                router_settings: {timeout: %s, stream_timeout: %s}
                """.formatted(none, none, none));

        assertThat(settings.router().timeout()).isNull();
        assertThat(settings.router().streamTimeout()).isNull();
        assertThat(settings.litellm().requestTimeout()).isEqualTo(LitellmSettings.DEFAULTS.requestTimeout());
    }

    @Test
    void sectionsWithoutContentAreNoMistake() {
        List<String> problems =
                Configs.in(folder).problems("general_settings:\nlitellm_settings:\nrouter_settings: {}\nmodel_list:\n");

        assertThat(problems).isEmpty();
    }

    @Test
    void aSectionThatIsNoMapIsAMistakeToldOnce() {
        List<String> problems = Configs.in(folder).problems("general_settings: [master_key]\n");

        assertThat(problems).containsExactly("config.yaml:1: error: general_settings: a list (expected: a map)");
    }

    @Test
    void settingsMayComeFromTheEnvironment() {
        Settings settings = Configs.in(folder)
                .file("cert.pem", "")
                .file("key.pem", "")
                .with(Map.of(
                        "LITELLM_MASTER_KEY", "sk-env",
                        "DATABASE_URL", "postgresql://localhost/env",
                        "PORT", "4711",
                        "SSL_CERTFILE_PATH", folder + "/cert.pem",
                        "SSL_KEYFILE_PATH", folder + "/key.pem"))
                .settings("dragoman_settings: {host: localhost}\n");

        assertThat(settings.general().masterKey()).isEqualTo("sk-env");
        assertThat(settings.general().databaseUrl()).isEqualTo("postgresql://localhost/env");
        assertThat(settings.dragoman().port()).isEqualTo(4711);
        assertThat(settings.dragoman().certificate()).isEqualTo(folder.resolve("cert.pem"));
    }

    @Test
    void theFileWinsOverTheEnvironment() {
        Settings settings = Configs.in(folder).with(Map.of("PORT", "1")).settings("dragoman_settings: {port: 2}\n");

        assertThat(settings.dragoman().port()).isEqualTo(2);
    }

    @Test
    void aMistakeInTheEnvironmentNamesTheVariable() {
        List<String> problems = Configs.in(folder)
                .with(Map.of("PORT", "many", "LITELLM_MASTER_KEY", "secret"))
                .problems("model_list: []\n");

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "environment variable PORT: error: dragoman_settings.port: \"many\""
                                + " (expected: a whole number from 0 to 65535)",
                        "environment variable LITELLM_MASTER_KEY: error: general_settings.master_key: (hidden)"
                                + " (expected: a key that starts with sk-)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            general_settings: {max_request_size_mb: 0}                 | a number from 0.001 to 2000
            general_settings: {completion_model: [chat]}               | text
            general_settings: {always_include_stream_usage: 7}         | true or false
            litellm_settings: {request_timeout: -1}                    | seconds of at least 0, or text such as "30s" or "5m"
            router_settings: {num_retries: 1.5}                        | a whole number from 0 to 100
            router_settings: {model_group_alias: [chat]}               | a map
            router_settings: {model_group_alias: {gpt: {hidden: true}}}| the name of a model, or {model: name, hidden: true}
            dragoman_settings: {transport: token_ring}                 | one of auto, io_uring, epoll, nio
            dragoman_settings: {max_concurrent_requests: 0}            | a whole number from 1 to 10000000
            dragoman_settings: {header_timeout: 0}                     | seconds from 0.001 to 3600, or text such as "30s" or "5m"
            dragoman_settings: {tls: {certificate: cert.pem}}          | both certificate and key, PEM files
            dragoman_settings: {tls: {key: key.pem}}                   | both certificate and key, PEM files
            dragoman_settings: {data_dir: "a\\0b"}                      | a path
            litellm_settings: {ssl_verify: /no/such.pem}               | a file that can be read, in PEM form
            litellm_settings: {ssl_verify: [a]}                        | true or false, or a path
            dragoman_settings: {upstream: 7}                           | a map
            """)
    void aWrongValueIsToldWithWhatWasExpected(String line, String expected) {
        List<String> problems = Configs.in(folder).problems(line + "\n");

        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("config.yaml:1: error: ")
                .endsWith("(expected: " + expected + ")");
    }

    @Test
    void textsOfSettingsHoldNoSecrets() {
        Settings settings = settings("""
                model_list:
                  - model_name: chat
                    litellm_params: {model: mock/echo, api_key: top-secret, extra_headers: {authorization: top-secret}}
                general_settings: {master_key: sk-top-secret, database_url: "postgresql://u:top-secret@h/d"}
                """);

        assertThat(settings.toString()).doesNotContain("top-secret");
    }
}
