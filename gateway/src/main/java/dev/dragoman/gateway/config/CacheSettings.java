package dev.dragoman.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cache of answers.
 *
 * @param onByDefault whether calls are cached that do not ask for it
 * @param ttl how long an answer counts; null for ever
 * @param namespace what keys begin with; empty for nothing
 * @param calls what is cached
 * @param scope who shares answers
 * @param groups groups of models that share answers
 * @param maxItemBytes the largest answer that is kept
 * @param place where answers are kept
 */
public record CacheSettings(
        boolean onByDefault,
        @Nullable Duration ttl,
        String namespace,
        Set<CachedCall> calls,
        Scope scope,
        List<List<String>> groups,
        int maxItemBytes,
        Place place) {

    public CacheSettings {
        calls = Set.copyOf(calls);
        groups = groups.stream().map(List::copyOf).toList();
    }

    /** Who shares answers. */
    public enum Scope {
        /** Calls of one key. */
        KEY,
        /** Calls of one team. */
        TEAM,
        /** All. */
        EVERYONE
    }

    /** What can be cached. */
    public enum CachedCall {
        COMPLETION,
        TEXT_COMPLETION,
        EMBEDDING,
        TRANSCRIPTION,
        RERANK,
        RESPONSES,
        ANTHROPIC_MESSAGES,
        GENERATE_CONTENT
    }

    /** Where answers are kept. */
    public sealed interface Place {

        /** Its name in the configuration. */
        String type();
    }

    /** In memory. */
    public record Local(long maxBytes) implements Place {
        @Override
        public String type() {
            return "local";
        }
    }

    /** In files. */
    public record Disk(Path folder, long maxBytes) implements Place {
        @Override
        public String type() {
            return "disk";
        }
    }

    /** In Redis. */
    public record Redis(RedisSettings redis) implements Place {
        @Override
        public String type() {
            return "redis";
        }
    }

    /**
     * In S3.
     *
     * @param region null for that of the surroundings
     * @param endpoint null for Amazon's
     * @param accessKeyId null for credentials of the surroundings
     * @param path a folder, empty or ending with a slash
     */
    public record S3(
            String bucket,
            @Nullable String region,
            @Nullable String endpoint,
            @Nullable String accessKeyId,
            @Nullable String secretKey,
            @Nullable String sessionToken,
            String path)
            implements Place {
        @Override
        public String type() {
            return "s3";
        }

        @Override
        public String toString() {
            return "S3 " + bucket + "/" + path;
        }
    }

    /**
     * In Google Cloud Storage.
     *
     * @param credentials a path or JSON; null for those of the machine
     * @param path a folder, empty or ending with a slash
     */
    public record Gcs(String bucket, @Nullable String credentials, String path, String endpoint) implements Place {
        @Override
        public String type() {
            return "gcs";
        }

        @Override
        public String toString() {
            return "GCS " + bucket + "/" + path;
        }
    }

    /** In memory, found by meaning. */
    public record Semantic(Likeness likeness, long maxBytes) implements Place {
        @Override
        public String type() {
            return "semantic";
        }
    }

    /** In Redis, found by meaning. */
    public record RedisSemantic(Likeness likeness, RedisSettings redis, String index) implements Place {
        @Override
        public String type() {
            return "redis-semantic";
        }
    }

    /** In Qdrant, found by meaning. */
    public record QdrantSemantic(
            Likeness likeness,
            String base,
            @Nullable String apiKey,
            String collection,
            Quantization quantization,
            int vectorSize)
            implements Place {
        @Override
        public String type() {
            return "qdrant-semantic";
        }

        @Override
        public String toString() {
            return "Qdrant " + base + " " + collection;
        }
    }

    /**
     * When questions are alike.
     *
     * @param model what turns them into vectors
     * @param threshold the smallest cosine of the angle between them
     */
    public record Likeness(String model, double threshold) {}

    /** How Qdrant packs vectors. */
    public enum Quantization {
        BINARY,
        SCALAR,
        PRODUCT
    }
}
