using GradCheck.Programs.NumPy;

namespace GradCheck.Tests.Programs.NumPy;

public class LibraryTests
{
    [Fact]
    public void Tables_Load()
    {
        Assert.NotEmpty(NumPyLibrary.Functions);
        Assert.NotEmpty(NumPyLibrary.Methods);
        Assert.NotEmpty(NumPyLibrary.Constants);
    }
}
