package dev.dragoman.gateway.cache;

import static dev.dragoman.gateway.cache.Cached.ask;
import static dev.dragoman.gateway.cache.Cached.header;
import static dev.dragoman.gateway.cache.Cached.isHit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dragoman.testkit.FakeVertex;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Answers as objects in buckets. */
final class BucketCacheTest {

    @Test
    void answersAreKeptInS3() {
        try (FakeS3 s3 = new FakeS3()) {
            String params =
                    "type: s3, s3_bucket_name: bucket, s3_region_name: eu-west-1, s3_path: /answers/, s3_endpoint_url: \""
                            + s3.url() + "\", s3_aws_access_key_id: " + FakeS3.ID + ", s3_aws_secret_access_key: "
                            + FakeS3.SECRET;
            keeps(params, s3.objects, "/bucket/answers/");
        }
    }

    @Test
    void answersAreKeptInGoogleCloudStorage() {
        try (FakeGcs gcs = new FakeGcs();
                FakeVertex google = FakeVertex.start()) {
            String params = "type: gcs, gcs_bucket_name: bucket, gcs_path: a/b, gcs_endpoint_url: \"" + gcs.url()
                    + "\", gcs_path_service_account: '" + google.credentials().replace("'", "''") + "'";
            keeps(params, gcs.objects, "a%2Fb%2F");
        }
    }

    private static void keeps(String params, Map<String, byte[]> objects, String prefix) {
        String key;
        try (Cached cached = Cached.with(params)) {
            assertThat(cached.gateway.get("/health/readiness/details").body()).contains("\"cache_status\":\"healthy\"");
            key = header(cached.chat(ask("Hi")), "x-litellm-cache-key");
            assertThat(isHit(cached.chat(ask("Hi")))).isTrue();
            while (objects.isEmpty()) {
                LockSupport.parkNanos(5_000_000);
            }
        }
        assertThat(objects.keySet()).allMatch(name -> name.equals(prefix + key));
        try (Cached later = Cached.with(params)) {
            assertThat(isHit(later.chat(ask("Hi")))).isTrue();
            assertThat(later.asked()).isZero();
            later.gateway.post("/cache/delete", "{\"keys\":[\"" + key + "\"]}");
            assertThat(objects).isEmpty();
            assertThat(isHit(later.chat(ask("Hi")))).isFalse();
            HttpResponse<String> flushed = later.gateway.post("/cache/flushall", "");
            assertThat(flushed.statusCode()).isEqualTo(503);
            assertThat(flushed.body()).contains("a bucket is not emptied by the gateway");
        }
    }

    @Test
    void aWrongKeyIsLoudAndFailsNoCall() {
        try (FakeS3 s3 = new FakeS3();
                Cached cached = Cached.with(
                        "type: s3, s3_bucket_name: bucket, s3_region_name: eu-west-1, s3_aws_access_key_id: "
                                + FakeS3.ID + ", s3_aws_secret_access_key: wrong, s3_endpoint_url: \"" + s3.url()
                                + "\"")) {
            assertThat(cached.chat(ask("Hi")).statusCode()).isEqualTo(200);
            assertThat(cached.gateway.get("/health/readiness/details").body())
                    .contains("degraded", "SignatureDoesNotMatch");
            assertThat(cached.gateway.get("/cache/ping").statusCode()).isEqualTo(503);
        }
    }
}
