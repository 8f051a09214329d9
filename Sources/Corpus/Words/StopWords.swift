/// Words that serve grammar, and the words that only make a sentence a question.
public enum StopWords {
    /// Lower-case English words, possessive endings removed.
    public static let english: Set<String> = Set(
        """
        a about above after again against all also although always am among an and any are aren't as at be because
        been before being below between both but by can can't cannot could couldn't did didn't do does doesn't doing
        don't down during each either else ever every few for from further get had hadn't has hasn't have haven't
        having he her here hers herself him himself his how however i if in into is isn't it its itself just let me
        might more most much must mustn't my myself neither no nor not of off often on once one only or other our
        ours ourselves out over own per quite rather same shall she should shouldn't since so some such than that
        the their theirs them themselves then there these they this those though through thus to too toward towards
        under until up upon us very via was wasn't we were weren't what when where whereas whether which while who
        whom whose why will with within without won't would wouldn't yes yet you your yours yourself yourselves
        many according tell say said says please
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
