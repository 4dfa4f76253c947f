package dev.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the configuration says of the cache. */
final class CacheSectionTest {

    @TempDir
    private Path folder;

    private CacheSettings read(String section, Map<String, String> variables) {
        return Objects.requireNonNull(Configs.in(folder)
                .with(variables)
                .settings("litellm_settings:\n  cache: true\n" + section)
                .cache());
    }

    private static String params(String flow) {
        return "  cache_params: {" + flow + "}\n";
    }

    @Test
    void thereIsNoneUnlessAskedFor() {
        assertThat(Configs.in(folder)
                        .settings("litellm_settings: {cache_params: {type: local}}\n")
                        .cache())
                .isNull();
        assertThat(Configs.in(folder).settings("model_list: []\n").cache()).isNull();
    }

    @Test
    void theTypeIsRedisWhereOneIsKnown() {
        assertThat(read("", Map.of()).place()).isInstanceOf(CacheSettings.Local.class);
        CacheSettings.Redis redis = (CacheSettings.Redis) read(
                        "",
                        Map.of("REDIS_HOST", "cache", "REDIS_PORT", "7000", "REDIS_PASSWORD", "p", "REDIS_SSL", "True"))
                .place();
        assertThat(redis.redis().nodes()).containsExactly(new RedisSettings.Address("cache", 7000));
        assertThat(redis.redis().password()).isEqualTo("p");
        assertThat(redis.redis().tls()).isEqualTo(new RedisSettings.Tls(true, true, null, null, null));
        assertThat(redis.toString()).doesNotContain("password");
    }

    @Test
    void variablesStandInValues() {
        CacheSettings settings =
                read(params("type: redis, host: os.environ/MY_REDIS, ttl: 600"), Map.of("MY_REDIS", "there"));

        assertThat(settings.place().toString()).contains("there:6379");
        assertThat(settings.ttl()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void everyTopologyIsUnderstood() {
        RedisSettings url = redis("url: 'rediss://me:p%40ss@host:7/3'");
        assertThat(url.username()).isEqualTo("me");
        assertThat(url.password()).isEqualTo("p@ss");
        assertThat(url.database()).isEqualTo(3);
        assertThat(url.tls()).isNotNull();
        RedisSettings cluster = redis("redis_startup_nodes: [{host: a, port: 1}, {host: b, port: '2'}]");
        assertThat(cluster.topology()).isEqualTo(RedisSettings.Topology.CLUSTER);
        assertThat(cluster.nodes().toString()).isEqualTo("[a:1, b:2]");
        RedisSettings sentinel = redis("sentinel_nodes: [[s, 26379]], service_name: main, sentinel_password: x");
        assertThat(sentinel.topology()).isEqualTo(RedisSettings.Topology.SENTINEL);
        assertThat(sentinel.service()).isEqualTo("main");
        CacheSettings fromVariables = read("", Map.of("REDIS_CLUSTER_NODES", "[{\"host\":\"c\",\"port\":3}]"));
        assertThat(fromVariables.place().toString()).contains("CLUSTER [c:3]");
    }

    private RedisSettings redis(String flow) {
        return ((CacheSettings.Redis)
                        read(params("type: redis, " + flow), Map.of()).place())
                .redis();
    }

    @Test
    void allElseIsRead() {
        CacheSettings settings = read(
                params(
                        "type: qdrant-semantic, mode: default_off, namespace: n, scope: team, supported_call_types: [acompletion, embedding],"
                                + " similarity_threshold: 0.9, qdrant_api_base: 'http://q:6333', qdrant_collection_name: c,"
                                + " qdrant_quantization_config: product, qdrant_semantic_cache_embedding_model: e,"
                                + " qdrant_semantic_cache_vector_size: 768"),
                Map.of("QDRANT_API_KEY", "k"));

        assertThat(settings)
                .isEqualTo(new CacheSettings(
                        false,
                        null,
                        "n",
                        java.util.Set.of(CacheSettings.CachedCall.COMPLETION, CacheSettings.CachedCall.EMBEDDING),
                        CacheSettings.Scope.TEAM,
                        List.of(),
                        1 << 20,
                        new CacheSettings.QdrantSemantic(
                                new CacheSettings.Likeness("e", 0.9),
                                "http://q:6333",
                                "k",
                                "c",
                                CacheSettings.Quantization.PRODUCT,
                                768)));
        assertThat(settings.toString()).doesNotContain("apiKey");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: memcached|type: memcached (expected: one of local, disk, redis",
                "type: redis|host: nothing (expected: Redis's host, redis_startup_nodes",
                "type: redis, sentinel_nodes: [[a, 1]]|service_name: nothing",
                "type: redis, redis_startup_nodes: [a]|redis_startup_nodes: [a] (expected: a list of hosts",
                "type: redis, url: 'http://x'|url: (hidden) (expected: an address such as redis://",
                "type: semantic|similarity_threshold: nothing (expected: a number from 0 to 1)",
                "type: semantic, similarity_threshold: 2|similarity_threshold: 2 (expected: a number from 0 to 1",
                "type: qdrant-semantic, similarity_threshold: 0.5|qdrant_collection_name: nothing",
                "type: qdrant-semantic, similarity_threshold: 0.5, qdrant_collection_name: c|qdrant_api_base: nothing",
                "type: qdrant-semantic, qdrant_quantization_config: ternary|qdrant_quantization_config: ternary (expected: one of binary",
                "type: s3|s3_bucket_name: nothing",
                "type: s3, s3_bucket_name: b, s3_path: 'a b'|s3_path: a b (expected: letters",
                "type: s3, s3_bucket_name: b, s3_aws_access_key_id: x|s3_aws_secret_access_key: nothing",
                "type: gcs|gcs_bucket_name: nothing",
                "type: local, ttl: soon|ttl: soon (expected: seconds",
                "type: local, supported_call_types: [video]|supported_call_types: video (expected: completion",
                "type: local, scope: world|scope: world (expected: one of key"
            })
    void mistakesAreToldWithTheirPlace(String flow, String problem) {
        assertThat(Configs.in(folder).problems("litellm_settings:\n  cache: true\n" + params(flow)))
                .anyMatch(told ->
                        told.contains("config.yaml:3") && told.replace("\"", "").contains("cache_params." + problem));
    }
}
