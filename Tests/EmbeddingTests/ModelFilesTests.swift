import Corpus
import Foundation
import Testing

@testable import Embedding

@Suite struct ModelFilesTests {
    @Test func looksWhereTheEnvironmentSays() {
        func path(_ environment: [String: String]) -> String { ModelFiles.folder(environment: environment).path }
        let end = "models/all-MiniLM-L6-v2"
        #expect(path(["BYLINE_MODEL_DIR": "/m", "BYLINE_CACHE": "/c"]) == "/m")
        #expect(path(["BYLINE_MODEL_DIR": "", "BYLINE_CACHE": "/c", "XDG_CACHE_HOME": "/x"]) == "/c/\(end)")
        #expect(path(["XDG_CACHE_HOME": "/x", "HOME": "/h"]) == "/x/byline/\(end)")
        #expect(path(["HOME": "/h"]) == "/h/.cache/byline/\(end)")
    }

    @Test func missingFilesAreNamedWithTheRemedy() throws {
        let folder = try TemporaryFolder()
        #expect {
            try ModelFiles.locate(environment: ["BYLINE_MODEL_DIR": folder.url.path])
        } throws: { error in
            guard let error = error as? BylineError else { return false }
            return error.code == .weightsMissing
                && error.message == "The encoder's model.safetensors is not in \(folder.url.path)."
                && error.remedy == "Run Scripts/fetch-weights, or set BYLINE_MODEL_DIR to a folder that has it."
        }
    }

    @Test func otherBytesAreRefused() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write(Data("not weights".utf8), "model.safetensors")
        #expect {
            try ModelFiles.locate(folder: folder.url)
        } throws: { error in
            guard let error = error as? BylineError else { return false }
            return error.code == .weightsCorrupt && error.message.contains(ModelFiles.weightsHash)
                && error.message.hasPrefix("\(folder.url.path)/model.safetensors is not the published file")
        }
    }

    @Test func aStampVouchesUntilTheFileChanges() throws {
        let folder = try TemporaryFolder()
        let url = try folder.write(Data("abc".utf8), "file")
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        try HashedFile(url: url).verify(abc)
        let stamp = url.appendingPathExtension("verified")
        #expect(try String(contentsOf: stamp, encoding: .utf8).hasPrefix("\(abc) 3 "))
        try HashedFile(url: url).verify(abc)
        // A stamp for one hash does not vouch for another.
        #expect(throws: BylineError.self) { try HashedFile(url: url).verify(ModelFiles.weightsHash) }
        // The same length, and the time set back: the inode's own time of change still gives it away.
        let times = try FileManager.default.attributesOfItem(atPath: url.path)[.modificationDate] as? Date
        try Data("abd".utf8).write(to: url)
        try FileManager.default.setAttributes([.modificationDate: try #require(times)], ofItemAtPath: url.path)
        #expect(throws: BylineError.self) { try HashedFile(url: url).verify(abc) }
    }

    @Test func aForgottenStampIsMadeAgain() throws {
        let folder = try TemporaryFolder()
        let url = try folder.write(Data(), "file")
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let stamp = url.appendingPathExtension("verified")
        try Data("nonsense".utf8).write(to: stamp)
        try HashedFile(url: url).verify(empty)
        #expect(try String(contentsOf: stamp, encoding: .utf8).hasPrefix(empty))
    }
}
