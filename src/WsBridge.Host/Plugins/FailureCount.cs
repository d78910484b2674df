using System.Globalization;

namespace WsBridge.Host.Plugins;

/// <summary>In how many captures in a row a plugin had to be stopped: a number in a file beside it.</summary>
internal sealed class FailureCount(string folder)
{
    private readonly string _path = Path.Combine(folder, "failures");

    /// <summary>The number.</summary>
    public int Count
    {
        get
        {
            try
            {
                return File.Exists(_path) && int.TryParse(File.ReadAllText(_path), CultureInfo.InvariantCulture, out int count) ? count : 0;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return 0;
            }
        }
    }

    /// <summary>One more.</summary>
    public void Add() => Write(Count + 1);

    /// <summary>It did well.</summary>
    public void Reset()
    {
        if (Count > 0)
        {
            Write(0);
        }
    }

    private void Write(int count)
    {
        try
        {
            File.WriteAllText(_path, count.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Then it is tried again with the next capture.
        }
    }
}
