package dev.dragoman.provider.vertex;

import dev.dragoman.error.LlmException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonArray;
import dev.dragoman.json.JsonObject;
import dev.dragoman.json.JsonValue;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Percent;
import dev.dragoman.provider.Shelf;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCall;
import dev.dragoman.provider.completions.BaseAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of Google Cloud Storage, below a folder of this software's own.
 *
 * @param base the server
 * @param bucket the bucket
 * @param folder what stands before objects' names; ends with a slash
 * @param errors reads refusals
 * @see <a href="https://cloud.google.com/storage/docs/json_api/v1">Google: Cloud Storage JSON API</a>
 */
record CloudStorage(BaseAddress base, String bucket, String folder, Function<VendorError, LlmException> errors)
        implements Shelf {

    static final String BUCKET = "gcs_bucket_name";
    static final String ENDPOINT = "gcs_endpoint_url";
    private static final String GOOGLE = "https://storage.googleapis.com";
    private static final String OWN = "dragoman/";

    /**
     * The bucket of a target; the setting may name a folder of it too.
     *
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    static CloudStorage of(Target target, Function<VendorError, LlmException> errors) {
        String told = target.setting(BUCKET);
        if (told == null || told.isBlank()) {
            throw new IllegalArgumentException(
                    BUCKET + ": missing (expected: the bucket of batches, or GCS_BUCKET_NAME in the environment)");
        }
        String whole = told.strip();
        String named = whole.startsWith("gs://") ? whole.substring("gs://".length()) : whole;
        int slash = named.indexOf('/');
        String bucket = slash < 0 ? named : named.substring(0, slash);
        String rest = slash < 0 ? "" : named.substring(slash + 1);
        String folder = rest.isEmpty() || rest.endsWith("/") ? rest : rest + "/";
        if (!isName(bucket)) {
            throw new IllegalArgumentException(
                    BUCKET + ": \"" + told + "\" (expected: the name of a bucket, and perhaps a folder behind it)");
        }
        return new CloudStorage(base(target.setting(ENDPOINT)), bucket, folder + OWN, errors);
    }

    private static BaseAddress base(@Nullable String endpoint) {
        if (endpoint == null || endpoint.isBlank()) {
            return BaseAddress.of(GOOGLE, GOOGLE);
        }
        String told = endpoint.strip();
        return BaseAddress.of(told.contains("://") ? told : "http://" + told, GOOGLE);
    }

    private static boolean isName(String bucket) {
        return bucket.length() >= 3
                && bucket.chars()
                        .allMatch(
                                c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.');
    }

    @Override
    public VendorCall put(String name, String contentType, Body bytes) {
        return new VendorCall(
                "POST",
                at("/upload/storage/v1/b/" + bucket + "/o?uploadType=media&name=" + encoded(folder + name)),
                new VendorCall.Payload.Bytes(contentType, bytes),
                true);
    }

    @Override
    public VendorCall get(String name) {
        return VendorCall.get(at(object(name) + "?alt=media"));
    }

    @Override
    public VendorCall delete(String name) {
        return new VendorCall("DELETE", at(object(name)), new VendorCall.Payload.None(), true);
    }

    @Override
    public VendorCall list(String prefix, @Nullable String after) {
        String query = "?prefix=" + encoded(folder + prefix) + "&fields=" + encoded("items(name),nextPageToken")
                + (after == null ? "" : "&pageToken=" + encoded(after));
        return VendorCall.get(at("/storage/v1/b/" + bucket + "/o" + query));
    }

    @Override
    public Page page(byte[] answer) {
        JsonObject page = Json.parseObject(answer);
        List<String> names = new ArrayList<>();
        JsonArray items = page.array("items");
        for (JsonValue item : items == null ? JsonArray.EMPTY : items) {
            String name = item instanceof JsonObject object ? object.string("name") : null;
            if (name != null && name.startsWith(folder)) {
                names.add(name.substring(folder.length()));
            }
        }
        return new Page(names, page.string("nextPageToken"));
    }

    @Override
    public String address(String name) {
        return "gs://" + bucket + "/" + folder + name;
    }

    @Override
    public Credentials credentials(Credentials own) {
        return own;
    }

    @Override
    public LlmException readError(VendorError error) {
        return errors.apply(error);
    }

    private String object(String name) {
        return "/storage/v1/b/" + bucket + "/o/" + encoded(folder + name);
    }

    private Endpoint at(String path) {
        return new Endpoint(Origin.of(base.uri()), base.path() + path, Headers.EMPTY);
    }

    private static String encoded(String text) {
        return Percent.encoded(text, Percent.UNRESERVED);
    }
}
