"""What a workbook may be, and the sentence when it is more."""

MAX_BYTES = 20 * 1024 * 1024
# A hundred thousand rows of data, and what stands above and below them.
MAX_ROWS = 104_999
MAX_COLUMNS = 200
# Cells that the parser lays out at once: a table's rows times its columns.
MAX_AREA = 4_200_000
MAX_MERGES = 300_000


class WorkbookRefused(Exception):
    """The file cannot be read as a workbook; `message` is for the person who sent it."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


def check_extent(rows: int, columns: int, *, sheet: str = "") -> None:
    """Refuse a sheet whose last filled row and column lie beyond the limits."""
    place = f"工作表“{sheet}”" if sheet else "工作表"
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise WorkbookRefused(
            f"{place}的内容到了第{rows}行、第{columns}列，超出10万行、"
            f"{MAX_COLUMNS}列的上限，请删除表格以外的内容后重新上传"
        )
    if rows * columns > MAX_AREA:
        raise WorkbookRefused(f"{place}过大，请拆成几个文件后重新上传")
