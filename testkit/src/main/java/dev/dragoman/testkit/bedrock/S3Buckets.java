package dev.dragoman.testkit.bedrock;

import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.RecordedRequest;
import dev.dragoman.testkit.wire.Reply;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Buckets of S3 by their paths: objects are put, got, removed and listed by a signature that is checked. There is every bucket but
 * {@value #ABSENT}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html">AWS: S3 API</a>
 */
final class S3Buckets {

    /** What paths begin with. */
    static final String PATH = "/s3/";

    /** A bucket that is not there. */
    static final String ABSENT = "no-such-bucket";

    private static final int PAGE = 3;

    private final Signatures signatures;
    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

    S3Buckets(InstantSource clock, String prefix) {
        this.signatures = new Signatures(clock, "s3", prefix);
    }

    Reply answer(RecordedRequest request) {
        try {
            String authorization = request.header("authorization").orElse("");
            if (!authorization.contains("x-amz-content-sha256")) {
                return error(400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
            }
            signatures.require(request, authorization);
        } catch (BedrockRefusal refused) {
            return error(403, "SignatureDoesNotMatch", String.valueOf(refused.getMessage()));
        }
        String name = request.path().substring(PATH.length());
        int slash = name.indexOf('/');
        String bucket = slash < 0 ? name : name.substring(0, slash);
        if (bucket.equals(ABSENT)) {
            return error(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        boolean whole = slash < 0 || slash == name.length() - 1;
        return switch (request.method()) {
            case "PUT" -> put(name, request.body());
            case "GET" -> whole ? list(bucket, request) : got(name);
            case "DELETE" -> deleted(name);
            default -> error(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
        };
    }

    /** The object of an address such as {@code s3://bucket/key}; null when there is none. */
    byte @Nullable [] find(String address) {
        return objects.get(address.substring("s3://".length()));
    }

    void keep(String address, byte[] bytes) {
        objects.put(address.substring("s3://".length()), bytes);
    }

    private Reply put(String name, byte[] bytes) {
        objects.put(name, bytes);
        return Reply.whole(200, List.of(new Header("etag", "\"0\"")), new byte[0]);
    }

    private Reply got(String name) {
        byte[] found = objects.get(name);
        return found == null
                ? error(404, "NoSuchKey", "The specified key does not exist.")
                : Reply.whole(200, List.of(new Header("content-type", "binary/octet-stream")), found);
    }

    private Reply deleted(String name) {
        objects.remove(name);
        return Reply.whole(204, List.of(), new byte[0]);
    }

    private Reply list(String bucket, RecordedRequest request) {
        Map<String, String> query = request.query();
        if (!"2".equals(query.get("list-type"))) {
            return error(400, "InvalidArgument", "list-type");
        }
        String prefix = bucket + "/" + query.getOrDefault("prefix", "");
        String after = query.getOrDefault("continuation-token", "");
        List<String> found = objects.keySet().stream()
                .filter(name -> name.startsWith(prefix) && name.compareTo(after) > 0)
                .toList();
        List<String> some = found.subList(0, Math.min(PAGE, found.size()));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult>");
        some.forEach(name -> xml.append("<Contents><Key>")
                .append(name.substring(bucket.length() + 1))
                .append("</Key></Contents>"));
        boolean more = some.size() < found.size();
        xml.append("<IsTruncated>").append(more).append("</IsTruncated>");
        if (more) {
            xml.append("<NextContinuationToken>").append(some.getLast()).append("</NextContinuationToken>");
        }
        return Reply.text(
                200, "application/xml", xml.append("</ListBucketResult>").toString());
    }

    private static Reply error(int status, String code, String message) {
        return Reply.text(
                status,
                "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error>");
    }
}
