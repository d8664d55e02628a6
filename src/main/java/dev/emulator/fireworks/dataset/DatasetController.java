package dev.emulator.fireworks.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.storage.Announcement;
import dev.emulator.fireworks.storage.ObjectNames;
import dev.emulator.fireworks.storage.SignedUrls;
import dev.emulator.fireworks.validation.Validation;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * The endpoints of datasets.
 *
 * @implNote Rows of a dataset are checked when it is uploaded. The upload is rejected if a row is not JSON in UTF-8, or is larger than 32 MB
 *     (or a 16th of the heap). With any other problem, jobs that train on the dataset fail, as on the live service. Without a `format`, the
 *     first row determines the format of all rows. A supervised job fails on preference data, and a DPO job on any other data.
 * @implNote `filter` of a new dataset is not emulated: a dataset cannot be created by filtering another one.
 */
@RestController
@RequestMapping("/v1/accounts/{account}")
class DatasetController {

    /** Name of a file without a name, which only level {@code lenient} accepts. */
    private static final String UNNAMED = "file";

    private final DatasetService datasets;
    private final DatasetContents contents;
    private final DatasetSplitter splitter;
    private final SignedUrls urls;
    private final AccountClocks clocks;
    private final Validation validation;

    DatasetController(
            DatasetService datasets,
            DatasetContents contents,
            DatasetSplitter splitter,
            SignedUrls urls,
            AccountClocks clocks,
            Validation validation) {
        this.datasets = datasets;
        this.contents = contents;
        this.splitter = splitter;
        this.urls = urls;
        this.clocks = clocks;
        this.validation = validation;
    }

    @PostMapping("/datasets")
    Dataset create(@PathVariable String account, @RequestBody CreateDatasetRequest request, Principal caller)
            throws IOException {
        if (!request.filter().isEmpty()) {
            throw ApiException.unimplemented(
                    "filter is not emulated: a dataset cannot be created by filtering another one");
        }
        var dataset = request.dataset();
        if (dataset == null) {
            throw ApiException.invalidArgument("dataset", "dataset is required");
        }
        if (request.sourceDatasetId().isEmpty()) {
            return datasets.create(account, request.datasetId(), dataset.spec().value(), caller.getName());
        }
        var source = name(account, request.sourceDatasetId());
        datasets.require(source);
        var created =
                datasets.create(account, request.datasetId(), dataset.spec().value(), caller.getName());
        contents.copy(source, name(account, request.datasetId()));
        return created;
    }

    @GetMapping("/datasets")
    Page<Dataset> list(@PathVariable String account, ListQuery query) {
        return datasets.list(account, query);
    }

    @GetMapping("/datasets/{dataset}")
    Dataset get(@PathVariable String account, @PathVariable String dataset) {
        return datasets.get(account, dataset);
    }

    @PatchMapping("/datasets/{dataset}")
    Dataset update(
            @PathVariable String account,
            @PathVariable String dataset,
            @RequestParam(required = false) @Nullable String updateMask,
            @RequestBody Dataset changes) {
        return datasets.update(account, dataset, changes.spec(), updateMask);
    }

    @DeleteMapping("/datasets/{dataset}")
    Empty delete(@PathVariable String account, @PathVariable String dataset) {
        contents.delete(account, dataset);
        return Empty.EMPTY;
    }

    /** Replaces all files of the dataset by one file. */
    @PostMapping("/datasets/{dataset}:upload")
    UploadedFile upload(
            @PathVariable String account,
            @PathVariable String dataset,
            @RequestPart(required = false) @Nullable MultipartFile file,
            HttpServletRequest request)
            throws IOException, ServletException {
        if (file == null && !validation.isLenient()) {
            throw ApiException.invalidArgument("file", "a part named file is required");
        }
        var filename = file == null ? UNNAMED : filename(request.getPart("file"));
        var blob = contents.upload(
                account, dataset, filename, file == null ? InputStream::nullInputStream : file::getInputStream);
        return new UploadedFile(
                name(account, dataset).toString(),
                "file",
                blob.size(),
                clocks.of(account).instant().getEpochSecond(),
                filename,
                "dataset");
    }

    private String filename(Part part) {
        var submitted =
                ObjectNames.submitted(Objects.requireNonNullElse(part.getHeader(HttpHeaders.CONTENT_DISPOSITION), ""));
        return submitted.isEmpty() && validation.isLenient() ? UNNAMED : ObjectNames.lastSegment(submitted, "file");
    }

    @PostMapping("/datasets/{dataset}:getUploadEndpoint")
    GetDatasetUploadEndpointResponse getUploadEndpoint(
            @PathVariable String account,
            @PathVariable String dataset,
            @RequestBody GetDatasetUploadEndpointRequest request,
            HttpServletRequest via) {
        var files = Announcement.of(request.filenameToSize());
        var name = name(account, dataset);
        contents.announce(name, files);
        return new GetDatasetUploadEndpointResponse(urls.via(via).uploads(name, files));
    }

    @PostMapping("/datasets/{dataset}:validateUpload")
    Empty validateUpload(@PathVariable String account, @PathVariable String dataset, @RequestBody Empty body)
            throws IOException {
        contents.validate(account, dataset);
        return Empty.EMPTY;
    }

    /** With {@code downloadLineage}, includes the files of the datasets from which this one was made, with their ids as prefixes. */
    @GetMapping("/datasets/{dataset}:getDownloadEndpoint")
    GetDatasetDownloadEndpointResponse getDownloadEndpoint(
            @PathVariable String account,
            @PathVariable String dataset,
            @RequestParam(defaultValue = "false") boolean downloadLineage,
            HttpServletRequest via) {
        var name = name(account, dataset);
        var signer = urls.via(via);
        var signed = new LinkedHashMap<String, String>();
        for (var each : downloadLineage ? datasets.lineage(name) : List.of(name)) {
            var prefix = downloadLineage ? each.id() + "/" : "";
            signer.downloads(each, contents.filenames(each))
                    .forEach((filename, url) -> signed.put(prefix + filename, url));
        }
        return new GetDatasetDownloadEndpointResponse(signed);
    }

    @PostMapping("/datasets/{dataset}:splitDataset")
    SplitDatasetResponse splitDataset(
            @PathVariable String account,
            @PathVariable String dataset,
            @RequestBody SplitDatasetRequest request,
            Principal caller)
            throws IOException {
        var chunks = splitter.split(name(account, dataset), request.chunkSize(), caller.getName());
        return new SplitDatasetResponse(chunks.names(), chunks.names().size(), chunks.rows());
    }

    private ResourceName name(String account, String dataset) {
        return datasets.name(account, dataset);
    }

    /** A dataset to create and its id. */
    record CreateDatasetRequest(String datasetId, @Nullable Dataset dataset, String sourceDatasetId, String filter) {}

    /** The files to upload, with their sizes in bytes. */
    record GetDatasetUploadEndpointRequest(Map<String, Long> filenameToSize, String readMask) {}

    /** The number of rows in each chunk. {@code parent} is ignored, because it is also in the URL. */
    record SplitDatasetRequest(int chunkSize, String parent) {}

    /** The created chunks, and the total number of rows. */
    record SplitDatasetResponse(List<String> chunkDatasetNames, int chunksCreated, long totalExamples) {}

    /** A signed URL for the upload of each file. */
    record GetDatasetUploadEndpointResponse(Map<String, String> filenameToSignedUrls) {}

    /** A signed URL for the download of each file. */
    record GetDatasetDownloadEndpointResponse(Map<String, String> filenameToSignedUrls) {}

    /**
     * The response to an upload. Unlike all other responses it is not protobuf, but a file object as in OpenAI's API. Its integers are doubles
     * here, because protobuf JSON would write an int64 as a string.
     */
    record UploadedFile(
            String id,
            String object,
            double bytes,
            @JsonProperty("created_at") double createdAt,
            String filename,
            String purpose) {}
}
