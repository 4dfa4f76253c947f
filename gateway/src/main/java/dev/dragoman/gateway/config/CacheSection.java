package dev.dragoman.gateway.config;

import dev.dragoman.gateway.config.CacheSettings.CachedCall;
import dev.dragoman.gateway.config.CacheSettings.Place;
import dev.dragoman.gateway.config.ConfigNode.Entry;
import dev.dragoman.gateway.config.ConfigNode.Mapping;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonString;
import dev.dragoman.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code litellm_settings.cache_params}. */
final class CacheSection {

    static final String KEY = "litellm_settings.cache_params";

    private static final Duration IN_MEMORY = Duration.ofMinutes(10);
    private static final long MEBIBYTE = 1 << 20;
    private static final long IN_MEMORY_MEBIBYTES = 64;
    private static final long ON_DISK_MEBIBYTES = 1024;
    private static final int ITEM_KIBIBYTES = 1024;
    private static final int VECTOR = 1536;
    private static final String EMBEDDING_MODEL = "text-embedding-ada-002";

    private final Problems problems;
    private final Mapping mapping;
    private final SectionValues values;

    private CacheSection(SectionReader reader, Mapping mapping) {
        this.problems = reader.problems();
        this.mapping = mapping;
        this.values = reader.closed(KEY, KEY, mapping);
    }

    /** The cache; null when there is none. */
    static @Nullable CacheSettings read(
            SectionReader reader, Mapping litellm, SectionValues values, SectionValues router) {
        Mapping written = SectionReader.mapping(litellm, "cache_params");
        boolean on = values.truth("cache", false);
        if (!on && written == null) {
            return null;
        }
        Mapping params = written == null ? Mapping.empty(litellm.location()) : written;
        List<List<String>> groups = groups(router);
        CacheSettings settings = new CacheSection(reader, params).settings(groups.isEmpty() ? groups(values) : groups);
        return on ? settings : null;
    }

    private static List<List<String>> groups(SectionValues values) {
        List<List<String>> groups = new ArrayList<>();
        if (values.known().get("caching_groups") instanceof JsonArray lists) {
            for (JsonValue list : lists) {
                if (list instanceof JsonArray names) {
                    groups.add(names.items().stream()
                            .filter(JsonString.class::isInstance)
                            .map(name -> ((JsonString) name).value())
                            .toList());
                }
            }
        }
        return groups;
    }

    private @Nullable CacheSettings settings(List<List<String>> groups) {
        Place place = place();
        if (place == null) {
            return null;
        }
        return new CacheSettings(
                !"default_off".equals(values.text("mode")),
                ttl(place),
                Objects.requireNonNullElse(values.text("namespace"), ""),
                calls(),
                CacheSettings.Scope.valueOf(word("scope", "key")),
                groups,
                values.whole("max_item_kb", ITEM_KIBIBYTES) << 10,
                place);
    }

    private @Nullable Duration ttl(Place place) {
        return switch (place) {
            case CacheSettings.Local memory -> ttl("default_in_memory_ttl", IN_MEMORY);
            case CacheSettings.Semantic memory -> ttl("default_in_memory_ttl", IN_MEMORY);
            case CacheSettings.Redis redis -> ttl("default_in_redis_ttl", null);
            case CacheSettings.RedisSemantic redis -> ttl("default_in_redis_ttl", null);
            default -> values.limit("ttl");
        };
    }

    private @Nullable Duration ttl(String first, @Nullable Duration usual) {
        Duration own = values.limit(first);
        Duration general = own == null ? values.limit("ttl") : own;
        return general == null ? usual : general;
    }

    private @Nullable Place place() {
        RedisSection redis = new RedisSection(KEY, mapping, values, problems);
        String type = values.text("type");
        if (type == null && mapping.get("type") != null) {
            return null; // Told already.
        }
        return switch (type == null ? (redis.isThere() ? "redis" : "local") : type) {
            case "local" -> new CacheSettings.Local(bytes(IN_MEMORY_MEBIBYTES));
            case "disk" -> new CacheSettings.Disk(folder(), bytes(ON_DISK_MEBIBYTES));
            case "redis" -> redis(redis);
            case "s3" -> s3();
            case "gcs" -> gcs();
            case "semantic" -> semantic();
            case "redis-semantic" -> redisSemantic(redis);
            default -> qdrant();
        };
    }

    private @Nullable Place redis(RedisSection section) {
        RedisSettings redis = section.read();
        return redis == null ? null : new CacheSettings.Redis(redis);
    }

    private Path folder() {
        Path folder = values.path("disk_cache_dir");
        return folder == null ? Path.of(".litellm_cache") : folder;
    }

    private @Nullable Place s3() {
        String bucket = required("s3_bucket_name", "the bucket's name");
        String id = values.text("s3_aws_access_key_id");
        if ((id == null) != (values.text("s3_aws_secret_access_key") == null)) {
            missing(id == null ? "s3_aws_access_key_id" : "s3_aws_secret_access_key", "both halves of the key");
        }
        return bucket == null
                ? null
                : new CacheSettings.S3(
                        bucket,
                        values.text("s3_region_name"),
                        values.text("s3_endpoint_url"),
                        id,
                        values.text("s3_aws_secret_access_key"),
                        values.text("s3_aws_session_token"),
                        prefix("s3_path"));
    }

    private @Nullable Place gcs() {
        String bucket = required("gcs_bucket_name", "the bucket's name, here or in GCS_BUCKET_NAME");
        String endpoint = values.text("gcs_endpoint_url");
        return bucket == null
                ? null
                : new CacheSettings.Gcs(
                        bucket,
                        values.text("gcs_path_service_account"),
                        prefix("gcs_path"),
                        endpoint == null ? "https://storage.googleapis.com" : endpoint);
    }

    /** A folder of plain characters, so that no two ways of encoding it lead to two places. */
    private String prefix(String key) {
        String path = values.text(key);
        if (path == null || path.isBlank()) {
            return "";
        }
        String inner = path.strip();
        while (inner.startsWith("/")) {
            inner = inner.substring(1);
        }
        while (inner.endsWith("/")) {
            inner = inner.substring(0, inner.length() - 1);
        }
        if (!inner.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-_./".indexOf(c) >= 0))) {
            problems.error(location(key), KeyPath.child(KEY, key), path, "letters, digits, and - _ . /");
        }
        return inner.isEmpty() ? "" : inner + "/";
    }

    private @Nullable Place semantic() {
        CacheSettings.Likeness likeness = likeness("semantic_cache_embedding_model");
        return likeness == null ? null : new CacheSettings.Semantic(likeness, bytes(IN_MEMORY_MEBIBYTES));
    }

    private @Nullable Place redisSemantic(RedisSection section) {
        CacheSettings.Likeness likeness = likeness("semantic_cache_embedding_model");
        RedisSettings redis = section.read();
        String index = values.text("redis_semantic_cache_index_name");
        return likeness == null || redis == null
                ? null
                : new CacheSettings.RedisSemantic(
                        likeness, redis, index == null ? "litellm_semantic_cache_index" : index);
    }

    private @Nullable Place qdrant() {
        CacheSettings.Likeness likeness = likeness("qdrant_semantic_cache_embedding_model");
        String collection = required("qdrant_collection_name", "the collection's name");
        String base = required("qdrant_api_base", "Qdrant's address, here or in QDRANT_URL");
        return likeness == null || collection == null || base == null
                ? null
                : new CacheSettings.QdrantSemantic(
                        likeness,
                        base,
                        values.text("qdrant_api_key"),
                        collection,
                        CacheSettings.Quantization.valueOf(word("qdrant_quantization_config", "binary")),
                        values.whole("qdrant_semantic_cache_vector_size", VECTOR));
    }

    private CacheSettings.@Nullable Likeness likeness(String modelKey) {
        Double threshold = values.number("similarity_threshold");
        String model = values.text(modelKey);
        if (threshold == null) {
            if (mapping.get("similarity_threshold") == null) {
                missing("similarity_threshold", "a number from 0 to 1");
            }
            return null;
        }
        return new CacheSettings.Likeness(model == null ? EMBEDDING_MODEL : model, threshold);
    }

    private Set<CachedCall> calls() {
        if (!values.known().containsKey("supported_call_types")) {
            return EnumSet.allOf(CachedCall.class);
        }
        Set<CachedCall> calls = EnumSet.noneOf(CachedCall.class);
        for (String name : values.texts("supported_call_types")) {
            CachedCall call = call(name.strip().toLowerCase(Locale.ROOT));
            if (call == null) {
                problems.error(
                        location("supported_call_types"),
                        KeyPath.child(KEY, "supported_call_types"),
                        name,
                        "completion, text_completion, embedding, transcription, rerank, responses, anthropic_messages,"
                                + " generate_content, or one of these with an a before it");
            } else {
                calls.add(call);
            }
        }
        return calls;
    }

    private static @Nullable CachedCall call(String name) {
        return switch (name) {
            case "completion", "acompletion" -> CachedCall.COMPLETION;
            case "text_completion", "atext_completion" -> CachedCall.TEXT_COMPLETION;
            case "embedding", "aembedding" -> CachedCall.EMBEDDING;
            case "transcription", "atranscription" -> CachedCall.TRANSCRIPTION;
            case "rerank", "arerank" -> CachedCall.RERANK;
            case "responses", "aresponses" -> CachedCall.RESPONSES;
            case "anthropic_messages", "aanthropic_messages" -> CachedCall.ANTHROPIC_MESSAGES;
            case "generate_content", "agenerate_content" -> CachedCall.GENERATE_CONTENT;
            default -> null;
        };
    }

    private long bytes(long mebibytes) {
        Double given = values.number("max_size_mb");
        return given == null ? mebibytes * MEBIBYTE : (long) (given * MEBIBYTE);
    }

    private String word(String key, String usual) {
        return Objects.requireNonNullElse(values.text(key), usual).toUpperCase(Locale.ROOT);
    }

    private @Nullable String required(String key, String expected) {
        String value = values.text(key);
        if (value == null || value.isBlank()) {
            missing(key, expected);
            return null;
        }
        return value;
    }

    private void missing(String key, String expected) {
        problems.error(location(key), KeyPath.child(KEY, key), "nothing", expected);
    }

    private Location location(String key) {
        Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.location() : entry.location();
    }
}
