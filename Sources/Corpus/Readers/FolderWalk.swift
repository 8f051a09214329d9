import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files below a folder, in the order of their paths, one at a time.
///
/// Hidden files and folders are left out. Links are followed, but a folder is entered only once, however many links
/// lead to it. Holds the names in the folders from the root to the current one.
struct FolderWalk {
    enum Entry {
        case file(path: String, bytes: Int64)
        /// Neither a folder nor a regular file: a pipe would be waited for without end.
        case special(path: String)
        case unreadable(BylineError, path: String)
    }

    private struct Item {
        let path: String
        let isFolder: Bool
        let entry: Entry
        var sortKey: String { isFolder ? path + "/" : path }
    }

    private struct FolderIdentity: Hashable {
        let device: UInt64
        let node: UInt64
    }

    /// Folders that are open, each with what is left of it, the next item last.
    private var stack: [[Item]] = []
    private var entered: Set<FolderIdentity> = []

    /// - Throws: `BylineError` `input-unreadable` where the folder itself cannot be listed.
    init(_ path: String) throws {
        _ = enter(path)
        stack.append(try items(of: path))
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    mutating func next() -> Entry? {
        while !stack.isEmpty {
            guard let item = stack[stack.count - 1].popLast() else {
                stack.removeLast()
                continue
            }
            guard item.isFolder else { return item.entry }
            guard enter(item.path) else { continue }
            do {
                stack.append(try items(of: item.path))
            } catch {
                return .unreadable(error, path: item.path)
            }
        }
        return nil
    }

    /// False where this folder has been entered before.
    private mutating func enter(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return true }
        return entered.insert(FolderIdentity(device: UInt64(status.st_dev), node: UInt64(status.st_ino))).inserted
    }

    /// What stands in a folder, last path first. A folder sorts as its files do: with a slash behind its name.
    private func items(of folder: String) throws(BylineError) -> [Item] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw BylineError(
                .inputUnreadable, "The folder '\(folder)' cannot be listed.",
                remedy: "Check that it exists and that you have the right to read it.", cause: error)
        }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        let items = names.filter { !$0.hasPrefix(".") }.map { Self.item(prefix + $0) }
        return items.sorted { $0.sortKey.utf8.lexicographicallyPrecedes($1.sortKey.utf8) }.reversed()
    }

    private static func item(_ path: String) -> Item {
        var status = stat()
        guard stat(path, &status) == 0 else {
            return Item(path: path, isFolder: false, entry: .unreadable(.inputUnreadable(path, errno), path: path))
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return Item(path: path, isFolder: true, entry: .special(path: path))
        case S_IFREG:
            return Item(path: path, isFolder: false, entry: .file(path: path, bytes: Int64(status.st_size)))
        default: return Item(path: path, isFolder: false, entry: .special(path: path))
        }
    }
}
