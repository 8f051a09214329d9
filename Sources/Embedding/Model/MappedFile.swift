internal import Corpus
import Foundation

/// A file in memory, read-only, for as long as this object lives. Pages are read when they are first touched.
///
/// Whoever shortens the file meanwhile ends the process (SIGBUS): replace such files, never write into them.
final class MappedFile: @unchecked Sendable {
    // `Sendable` since the memory is never written to.
    let bytes: UnsafeRawBufferPointer

    init(_ url: URL) throws {
        let descriptor = open(url.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.unreadable(url, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw Self.unreadable(url, "it is not a file")
        }
        let size = Int(status.st_size)
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
            throw Self.unreadable(url, String(cString: strerror(errno)))
        }
        bytes = UnsafeRawBufferPointer(start: address, count: size)
    }

    deinit {
        if let address = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: address), bytes.count) }
    }

    private static func unreadable(_ url: URL, _ reason: String) -> BylineError {
        BylineError(
            .weightsUnreadable, "\(url.path) cannot be read: \(reason).",
            remedy: "Check the path and its permissions.")
    }
}
