package dev.emulator.fireworks.control;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.world.ForkService;
import dev.emulator.fireworks.world.ResetService;
import dev.emulator.fireworks.world.RestoreService;
import dev.emulator.fireworks.world.SnapshotService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Resets, archives, restores and copies whole accounts. */
@RestController
class WorldController {

    private static final String ZIP = "application/zip";

    /** Marks the archive of an account without resources, as its name may be mistyped. */
    private static final String EMPTY = "X-Emulator-Empty";

    private final ResetService resets;
    private final SnapshotService snapshots;
    private final RestoreService restores;
    private final ForkService forks;

    WorldController(ResetService resets, SnapshotService snapshots, RestoreService restores, ForkService forks) {
        this.resets = resets;
        this.snapshots = snapshots;
        this.restores = restores;
        this.forks = forks;
    }

    /** Deletes everything in an account: resources, files, clock, plans, faults, scripted replies and journal. Requests in progress finish first. */
    @PostMapping("/_emulator/v1/accounts/{account}:reset")
    WorldAnswer reset(@PathVariable String account, @RequestBody Empty body) {
        return new WorldAnswer(resets.reset(account));
    }

    /** Deletes everything in all accounts. */
    @PostMapping("/_emulator/v1:reset")
    WorldAnswer resetAll(@RequestBody Empty body) {
        return new WorldAnswer(resets.resetAll());
    }

    /**
     * Returns a ZIP archive of everything in an account, with its files. Secrets are masked, except in the files. For an empty account, the
     * header X-Emulator-Empty is true.
     */
    @PostMapping("/_emulator/v1/accounts/{account}:snapshot")
    void snapshot(@PathVariable String account, @RequestBody Empty body, HttpServletResponse response)
            throws IOException {
        snapshots.snapshot(account, (size, empty) -> {
            var attachment =
                    ContentDisposition.attachment().filename(account + ".zip").build();
            response.setContentType(ZIP);
            response.setContentLengthLong(size);
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment.toString());
            if (empty) {
                response.setHeader(EMPTY, "true");
            }
            return response.getOutputStream();
        });
    }

    /** Replaces everything in an account with the contents of an archive. The archive can be of another account. */
    @PostMapping("/_emulator/v1/accounts/{account}:restore")
    RestoreAnswer restore(@PathVariable String account, HttpServletRequest archive) throws IOException {
        if (!isZip(archive.getContentType())) {
            throw ApiException.invalidArgument("the body must be an archive with the content type " + ZIP);
        }
        var restored = restores.restore(account, archive.getInputStream());
        return new RestoreAnswer(restored.resources(), restored.replaced());
    }

    private static boolean isZip(@Nullable String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(ZIP);
    }

    /** Copies the current or an earlier state of an account to another account, which must be empty. */
    @PostMapping("/_emulator/v1/accounts/{account}:fork")
    WorldAnswer fork(@PathVariable String account, @RequestBody ForkRequest request) throws IOException {
        if (request.account().isEmpty()) {
            throw ApiException.invalidArgument("account", "account is required");
        }
        return new WorldAnswer(forks.fork(account, request.account(), request.at()));
    }

    /**
     * The target account, and the state to copy.
     *
     * @param account the target account
     * @param at a past time of the account, to which the copy's clock is stopped; now by default
     */
    record ForkRequest(String account, @Nullable Instant at) {}

    /**
     * The result of a reset or a fork.
     *
     * @param resources how many resources the account had before a reset, or the copy has now
     */
    record WorldAnswer(int resources) {}

    /**
     * The result of a restore.
     *
     * @param resources how many resources the account has now
     * @param replaced how many resources it had before
     */
    record RestoreAnswer(int resources, int replaced) {}
}
