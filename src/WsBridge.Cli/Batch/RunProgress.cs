using System.Globalization;
using Spectre.Console;
using WsBridge.Cli.Output;

namespace WsBridge.Cli.Batch;

/// <summary>Says on standard error how far a run is: captures, packets, MB/s, rows, time left.</summary>
/// <param name="isShown">It does; else it only passes messages on.</param>
/// <param name="rows">What rows are called: findings or attempts; null where others read and only they know.</param>
/// <param name="time">The clock.</param>
/// <param name="parts">What is read is called: captures or shares.</param>
internal sealed class RunProgress(bool isShown, string? rows, TimeProvider time, string parts = "captures") : IDisposable
{
    private const double OctetsPerMegabyte = 1_000_000;

    private const int BarWidth = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PatienceWithoutTerminal = TimeSpan.FromSeconds(10);

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private readonly IAnsiConsole? _console = isShown && !Console.IsErrorRedirected
        ? Terminal.On(StandardError.ForControl(), isTerminal: true)
        : null;
    private int _parts;
    private int _done;
    private int _doneBefore;
    private long _rows;
    private long _began;
    private long _shown;
    private bool _isLineOpen;

    /// <summary>It is shown.</summary>
    public bool IsShown => isShown;

    /// <summary>Packets and octets so far.</summary>
    public PacketTally Tally { get; } = new();

    /// <summary>So many are to be read.</summary>
    /// <param name="all">How many.</param>
    /// <param name="done">Of these so many were read before.</param>
    public void Begin(int all, int done = 0)
    {
        (_parts, _done, _doneBefore) = (all, done, done);
        _began = _shown = time.GetTimestamp();
    }

    /// <summary>One more row was written.</summary>
    public void Row() => _rows++;

    /// <summary>One more is done.</summary>
    public void Done()
    {
        _done++;
        if (isShown && time.GetElapsedTime(_shown) >= (_isTerminal ? Patience : PatienceWithoutTerminal))
        {
            Show();
        }
    }

    /// <summary>Something is said of a capture.</summary>
    public void Say(string messages)
    {
        if (messages.Length > 0)
        {
            ClearLine();
            StandardError.Pass(messages);
        }
    }

    /// <summary>All are done.</summary>
    public void End()
    {
        if (isShown)
        {
            Show();
            EndLine();
        }
    }

    /// <summary>The line of a run that was broken off does not stay open.</summary>
    public void Dispose() => EndLine();

    private void Show()
    {
        _shown = time.GetTimestamp();
        TimeSpan elapsed = time.GetElapsedTime(_began);
        int done = _done - _doneBefore;
        string left = done == 0 || _done == _parts ? "" : $", {Words(elapsed / done * (_parts - _done))} left";
        string read = rows is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {Tally.Packets:N0} packets, "
            + $"{Tally.Octets / OctetsPerMegabyte / Math.Max(elapsed.TotalSeconds, 0.001):N1} MB/s, {_rows:N0} {rows}");
        string text = string.Create(CultureInfo.InvariantCulture, $"{_done:N0} of {_parts:N0} {parts}{read}{left}");
        if (_isTerminal)
        {
            ClearLine();
            _console!.Write(new Text(Cut($"{Bar()} {text}", _console.Profile.Width)));
            _isLineOpen = true;
        }
        else
        {
            StandardError.Say($"{text}.");
        }
    }

    private string Bar()
    {
        int full = _parts == 0 ? BarWidth : (int)((long)_done * BarWidth / _parts);
        return new string('━', full) + new string('─', BarWidth - full);
    }

    private static string Cut(string text, int width) => text.Length < width ? text : text[..Math.Max(width - 1, 0)];

    private static string Words(TimeSpan span) => span.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalHours} h {span.Minutes:00} min")
        : span.TotalMinutes >= 1 ? $"{span.Minutes} min {span.Seconds:00} s" : $"{Math.Max(span.Seconds, 1)} s";

    private void ClearLine()
    {
        if (_isLineOpen)
        {
            _console!.Write(new ControlCode("\r\u001b[2K"));
            _isLineOpen = false;
        }
    }

    private void EndLine()
    {
        if (_isLineOpen)
        {
            StandardError.Pass("\n");
            _isLineOpen = false;
        }
    }
}
