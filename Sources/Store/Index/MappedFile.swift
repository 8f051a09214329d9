import Foundation
import Synchronization

/// A file in memory, read by the page as it is needed. What is mapped stays readable when another file takes its place.
final class MappedFile: @unchecked Sendable {
    // `Sendable` since the memory is never written to.
    let bytes: UnsafeRawBufferPointer

    /// Nil where there is no file that can be read.
    init?(_ url: URL) throws {
        let descriptor = open(url.path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let memory = mmap(nil, Int(size), PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED else {
            throw BlockFile.Fault.damaged
        }
        bytes = UnsafeRawBufferPointer(start: memory, count: Int(size))
    }

    /// Says that all of it will be read: what is not in memory yet then comes in large pages, where the system has them for files.
    func expectReads() {
        #if os(Linux)
            guard let base = bytes.baseAddress else { return }
            madvise(UnsafeMutableRawPointer(mutating: base), bytes.count, MADV_HUGEPAGE)
        #endif
    }

    deinit {
        if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
    }
}

/// A block of a mapped file that is checked when it is first used: opening a large file then takes no time.
final class UnreadBlock: Sendable {
    // The memory is the file's, and never written to.
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
    private let sum: UInt64
    private let file: MappedFile
    private let isChecked = Atomic(false)

    init(bytes: UnsafeRawBufferPointer, sum: UInt64, file: MappedFile) {
        self.bytes = bytes
        self.sum = sum
        self.file = file
    }

    /// Says that all of its file will be read.
    func expectReadsOfFile() { file.expectReads() }

    /// Throws ``BlockFile/Fault/damaged`` where the bytes are not those that were written. Reads them all the first time.
    func check() throws {
        guard !isChecked.load(ordering: .acquiring) else { return }
        guard Checksum.of(bytes) == sum else { throw BlockFile.Fault.damaged }
        isChecked.store(true, ordering: .releasing)
    }
}
