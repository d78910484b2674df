namespace WsBridge.EndToEnd.Tests;

/// <summary>The analyzer behind a script that leaves a mark when it is started.</summary>
internal sealed class MarkedHost
{
    private readonly string _mark;

    public MarkedHost(Workplace work)
    {
        _mark = work.Path("started");
        Path = work.Script("marked-host", $"""
            echo started >>'{_mark}'
            exec '{Programs.WsBridge}' "$@"
            """);
    }

    public string Path { get; }

    public bool Started => File.Exists(_mark);

    public int Times => Started ? File.ReadAllLines(_mark).Length : 0;
}
