namespace WsBridge.Reports.Paths;

/// <summary>Where captures are from.</summary>
/// <param name="pattern">Its name <c>site</c> says it; null for the folder that a capture is in.</param>
public sealed class Sites(PathPattern? pattern)
{
    /// <summary>The name in a pattern that says it.</summary>
    public const string Name = "site";

    /// <summary>Of a capture that is in no folder, or does not go by the pattern.</summary>
    public const string Unknown = "unknown";

    private string? _capture;
    private string _site = Unknown;

    /// <summary>Where a capture is from.</summary>
    public string Of(string capture)
    {
        if (!ReferenceEquals(capture, _capture) && capture != _capture)
        {
            (_capture, _site) = (capture, Find(capture));
        }

        return _site;
    }

    private string Find(string capture)
    {
        if (pattern?.Names.Contains(Name) == true)
        {
            return pattern.Value(capture, Name) ?? Unknown;
        }

        string folder = Path.GetFileName(Path.GetDirectoryName(capture.Replace('\\', '/')) ?? "");
        return folder.Length > 0 && capture != "-" ? folder : Unknown;
    }
}
