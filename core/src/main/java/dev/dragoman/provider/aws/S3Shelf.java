package dev.dragoman.provider.aws;

import dev.dragoman.error.ApiException;
import dev.dragoman.error.AuthenticationException;
import dev.dragoman.error.BadRequestException;
import dev.dragoman.error.ErrorDetail;
import dev.dragoman.error.LlmException;
import dev.dragoman.error.NotFoundException;
import dev.dragoman.error.PermissionDeniedException;
import dev.dragoman.error.RateLimitException;
import dev.dragoman.error.ServiceUnavailableException;
import dev.dragoman.error.VendorError;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Origin;
import dev.dragoman.provider.Credentials;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.Shelf;
import dev.dragoman.provider.Target;
import dev.dragoman.provider.VendorCall;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of Amazon S3, below a folder of this software's own.
 *
 * @param origin the server
 * @param path what stands before objects' names in paths; ends with a slash
 * @param bucket the bucket
 * @param region its region
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">AWS: S3 API</a>
 */
public record S3Shelf(Origin origin, String path, String bucket, String region) implements Shelf {

    private static final String FOLDER = "dragoman/";

    /**
     * The bucket of a target.
     *
     * @param setting the setting that names it
     * @param variable the environment variable that may name it as well
     * @param region where it is unless a setting says otherwise
     * @throws IllegalArgumentException saying what is missing or wrong
     */
    public static S3Shelf of(Target target, String setting, String variable, String region) {
        String bucket = text(target, setting);
        if (bucket == null) {
            throw new IllegalArgumentException(
                    setting + ": missing (expected: the bucket of batches, or " + variable + " in the environment)");
        }
        if (!isName(bucket)) {
            throw new IllegalArgumentException(setting + ": \"" + bucket
                    + "\" (expected: the name of a bucket, 3 to 63 lower-case letters, digits, dots and dashes)");
        }
        String told = text(target, "s3_region_name");
        String place = told == null ? region : told;
        String endpoint = text(target, "s3_endpoint_url");
        if (endpoint != null) {
            return at(endpoint, bucket, place);
        }
        String host = "s3." + place + "." + AwsPartition.domain(place);
        // A certificate for one label does not cover names with dots.
        return bucket.indexOf('.') >= 0
                ? at("https://" + host, bucket, place)
                : new S3Shelf(Origin.of(URI.create("https://" + bucket + "." + host)), "/", bucket, place);
    }

    private static S3Shelf at(String endpoint, String bucket, String region) {
        URI uri;
        try {
            uri = URI.create(endpoint);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "s3_endpoint_url: \"" + endpoint + "\" (expected: such as https://s3.us-east-1.amazonaws.com)",
                    wrong);
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String before = path.endsWith("/") ? path : path + "/";
        return new S3Shelf(Origin.of(uri), before + bucket + "/", bucket, region);
    }

    private static @Nullable String text(Target target, String setting) {
        String told = target.setting(setting);
        return told == null || told.isBlank() ? null : told.strip();
    }

    private static boolean isName(String bucket) {
        return bucket.length() >= 3
                && bucket.length() <= 63
                && !bucket.contains("..")
                && bucket.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '.');
    }

    @Override
    public VendorCall put(String name, String contentType, Body bytes) {
        return new VendorCall("PUT", object(name), new VendorCall.Payload.Bytes(contentType, bytes), true);
    }

    @Override
    public VendorCall get(String name) {
        return VendorCall.get(object(name));
    }

    @Override
    public VendorCall delete(String name) {
        return new VendorCall("DELETE", object(name), new VendorCall.Payload.None(), true);
    }

    @Override
    public VendorCall list(String prefix, @Nullable String after) {
        String query = (after == null ? "" : "continuation-token=" + UriEncoding.segment(after) + "&")
                + "list-type=2&prefix=" + UriEncoding.segment(FOLDER + prefix);
        return VendorCall.get(new Endpoint(origin, path + "?" + query, Headers.EMPTY));
    }

    @Override
    public Page page(byte[] answer) {
        String xml = new String(answer, StandardCharsets.UTF_8);
        List<String> names = new ArrayList<>();
        int at = xml.indexOf("<Key>");
        while (at >= 0) {
            int end = xml.indexOf("</Key>", at);
            String name = end < 0 ? "" : xml.substring(at + "<Key>".length(), end);
            if (name.startsWith(FOLDER)) {
                names.add(name.substring(FOLDER.length()));
            }
            at = xml.indexOf("<Key>", at + 1);
        }
        return new Page(names, element(xml, "NextContinuationToken"));
    }

    @Override
    public String address(String name) {
        return "s3://" + bucket + "/" + FOLDER + name;
    }

    @Override
    public Credentials credentials(Credentials own) {
        return new S3Credentials(region);
    }

    @Override
    public LlmException readError(VendorError error) {
        String xml = error.text();
        String code = element(xml, "Code");
        String message = element(xml, "Message");
        ErrorDetail detail = ErrorDetail.of("S3 refused to serve bucket " + bucket + ": "
                        + (code == null ? "status " + error.status() : code)
                        + (message == null ? "" : ", " + message))
                .withCode(code)
                .at(error.provider(), error.model());
        return switch (error.status()) {
            case 400 -> new BadRequestException(detail);
            case 401 -> new AuthenticationException(detail);
            case 403 -> new PermissionDeniedException(detail);
            case 404 -> new NotFoundException(detail);
            case 429 -> new RateLimitException(detail);
            case 503 -> new ServiceUnavailableException(detail);
            default -> new ApiException(detail, error.status(), null);
        };
    }

    private Endpoint object(String name) {
        return new Endpoint(origin, path + FOLDER + name, Headers.EMPTY);
    }

    private static @Nullable String element(String xml, String name) {
        int from = xml.indexOf("<" + name + ">");
        int end = from < 0 ? -1 : xml.indexOf("</" + name + ">", from);
        return end < 0
                ? null
                : xml.substring(from + name.length() + 2, end)
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&");
    }
}
